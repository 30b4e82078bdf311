package io.ssouser.eventstore.axon;

import io.ssouser.eventstore.log.EventLog;
import io.ssouser.eventstore.log.LogBroken;
import io.ssouser.eventstore.log.StoredEvent;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;

/**
 * The events of a log as today's classes: decrypted when they are looked at, upcast, deserialised. Needs the log and the keys, and nothing
 * that appends. Throws {@link LogBroken} rather than skip a position.
 */
public final class EventReader {
    private final EventLog log;
    private final EventCodec codec;
    private final Serializer serializer;
    private final EventUpcaster upcasters;

    public EventReader(EventLog log, EventEncryption encryption, Serializer serializer, EventUpcaster upcasters) {
        this.log = log;
        this.codec = new EventCodec(encryption);
        this.serializer = serializer;
        this.upcasters = upcasters;
    }

    /**
     * The events from that position on, with every position accounted for, even if upcasters drop its event.
     *
     * @param limit the most that are read; fewer come only at the head of the log
     */
    public EventBatch from(long position, int limit) {
        List<StoredData> events = storedFrom(position, limit);
        List<TrackedEventMessage<?>> messages = EventUtils.upcastAndDeserializeTrackedEvents(
                        events.stream(), serializer, upcasters)
                .toList();
        return new EventBatch(position, position + events.size(), messages);
    }

    /** @throws LogBroken when there is no event at the position, or one that upcasters drop */
    public TrackedEventMessage<?> at(long position) {
        return from(position, 1).messages().stream()
                .findFirst()
                .orElseThrow(() -> new LogBroken("There is no event at position " + position));
    }

    List<StoredData> storedFrom(long position, int limit) {
        List<StoredData> events = new ArrayList<>();
        for (StoredEvent event : log.read(position, limit)) {
            if (event.position() != position + events.size()) {
                throw new LogBroken(
                        "Position " + (position + events.size()) + " is missing before " + event.position());
            }
            events.add(codec.readable(event));
        }
        return events;
    }

    List<DomainEventData<?>> storedOf(String stream, long firstSequence, int limit) {
        List<DomainEventData<?>> events = new ArrayList<>();
        for (StoredEvent event : log.readStream(stream, firstSequence, limit)) {
            if (codec.readable(event) instanceof DomainEventData<?> ofAggregate) {
                events.add(ofAggregate);
            }
        }
        return events;
    }
}

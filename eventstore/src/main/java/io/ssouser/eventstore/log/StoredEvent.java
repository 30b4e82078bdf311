package io.ssouser.eventstore.log;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event as it stands in the log, to the byte.
 *
 * @param position in the log, from 0, dense
 * @param aggregateId the stream; of an event outside any aggregate, its own id
 * @param aggregateType null for an event outside any aggregate
 * @param sequence in the stream, from 0, dense
 * @param type the stored name, as {@code user.password-changed}
 * @param revision null when the event carries none
 * @param time when it happened, to the microsecond at most
 * @param payload JSON, encrypted where personal
 * @param metadata JSON, encrypted where personal
 */
public record StoredEvent(
        long position,
        String aggregateId,
        @Nullable String aggregateType,
        long sequence,
        String eventId,
        String type,
        @Nullable String revision,
        Instant time,
        byte[] payload,
        byte[] metadata) {

    /** The same event at another place in the log. */
    public StoredEvent at(long newPosition) {
        return new StoredEvent(
                newPosition, aggregateId, aggregateType, sequence, eventId, type, revision, time, payload, metadata);
    }
}

package io.ssouser.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;

/** Keeps nothing but its token, and opens the stream anew each time. */
final class TokenReader implements ScheduleReader {
    private final EventStore store;
    private final List<String> read = new ArrayList<>();
    private @Nullable TrackingToken token;

    TokenReader(EventStore store) {
        this.store = store;
    }

    @Override
    public void readUntil(Predicate<String> found) {
        try (BlockingStream<TrackedEventMessage<?>> stream = store.openStream(token)) {
            while (read.stream().noneMatch(found)) {
                if (!stream.hasNextAvailable(20, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("Nothing comes after " + read);
                }
                TrackedEventMessage<?> event = stream.nextAvailable();
                read.add((String) event.getPayload());
                token = event.trackingToken();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public List<String> read() {
        return read;
    }

    @Override
    public void close() {}
}

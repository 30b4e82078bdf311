package io.ssouser.application;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/**
 * The events of a store that cannot wake its readers. A processor looks at such a store twice a second, and can end only when it looks; it
 * looks at this one with every claim interval, and ends at once.
 *
 * @param events where they are read
 */
record OftenRead(StreamableMessageSource<TrackedEventMessage<?>> events)
        implements StreamableMessageSource<TrackedEventMessage<?>> {
    @Override
    public @Nullable TrackingToken createTailToken() {
        return events.createTailToken();
    }

    @Override
    public @Nullable TrackingToken createHeadToken() {
        return events.createHeadToken();
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken after) {
        return new Reader(events.openStream(after));
    }

    private record Reader(BlockingStream<TrackedEventMessage<?>> stream)
            implements BlockingStream<TrackedEventMessage<?>> {
        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            return stream.peek();
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            return stream.hasNextAvailable(timeout, unit);
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            return stream.nextAvailable();
        }

        @Override
        public boolean setOnAvailableCallback(Runnable never) {
            return true;
        }

        @Override
        public void close() {
            stream.close();
        }
    }
}

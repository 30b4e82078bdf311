package io.ssouser.projections;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/** A dense log in memory, which wakes its readers, as the real one does. */
final class MemoryLog implements StreamableMessageSource<TrackedEventMessage<?>> {
    private final GrowingList events = new GrowingList();
    private volatile boolean unreadable;
    private final List<Runnable> wakers = new CopyOnWriteArrayList<>();

    /** @return its position */
    <T> long append(DomainEventMessage<T> event) {
        long position = events.add(event);
        wakers.forEach(Runnable::run);
        return position;
    }

    /** Another log that begins with the same events. */
    MemoryLog upTo(long length) {
        MemoryLog copy = new MemoryLog();
        for (long position = 0; position < length; position++) {
            copy.append((DomainEventMessage<?>) events.at(position));
        }
        return copy;
    }

    void becomeUnreadable() {
        unreadable = true;
    }

    @Override
    public @Nullable TrackingToken createTailToken() {
        return null;
    }

    @Override
    public @Nullable TrackingToken createHeadToken() {
        long size = events.size();
        return size == 0 ? null : new GlobalSequenceTrackingToken(size - 1);
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
        if (unreadable) {
            throw new IllegalStateException("on purpose");
        }
        return new Reader(Positions.of(token) + 1);
    }

    private static final class GrowingList {
        private final List<TrackedEventMessage<?>> events = new ArrayList<>();

        synchronized <T> long add(DomainEventMessage<T> event) {
            long position = events.size();
            events.add(new GenericTrackedDomainEventMessage<>(new GlobalSequenceTrackingToken(position), event));
            return position;
        }

        synchronized @Nullable TrackedEventMessage<?> at(long position) {
            return position < events.size() ? events.get((int) position) : null;
        }

        synchronized long size() {
            return events.size();
        }
    }

    private final class Reader implements BlockingStream<TrackedEventMessage<?>> {
        private long next;
        private @Nullable Runnable waker;

        Reader(long next) {
            this.next = next;
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            return Optional.ofNullable(events.at(next));
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) {
            return events.at(next) != null;
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() {
            return peek().map(event -> {
                        next++;
                        return event;
                    })
                    .orElseThrow();
        }

        @Override
        public boolean setOnAvailableCallback(Runnable callback) {
            waker = callback;
            wakers.add(callback);
            return true;
        }

        @Override
        public void close() {
            wakers.remove(waker);
        }
    }
}

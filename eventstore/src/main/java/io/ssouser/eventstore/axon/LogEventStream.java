package io.ssouser.eventstore.axon;

import io.ssouser.eventstore.log.HeadWatch;
import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.jspecify.annotations.Nullable;

/** One reader's way through the log. Axon's coordinator may look at it from two threads for a moment, and close it from any. */
final class LogEventStream implements TrackingEventStream {
    private final RecentEvents events;
    private final HeadWatch watch;
    private long next;
    private Iterator<TrackedEventMessage<?>> batch = Collections.emptyIterator();
    private volatile @Nullable TrackedEventMessage<?> peeked;
    private final AtomicReference<Runnable> callback = new AtomicReference<>(() -> {});
    private volatile boolean closed;

    LogEventStream(RecentEvents events, HeadWatch watch, long first) {
        this.events = events;
        this.watch = watch;
        this.next = first;
    }

    @Override
    public Optional<TrackedEventMessage<?>> peek() {
        advance();
        return Optional.ofNullable(peeked);
    }

    @Override
    public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
        long end = System.nanoTime() + unit.toNanos(timeout);
        while (true) {
            long seen = watch.moves();
            if (advance()) {
                return true;
            }
            long left = end - System.nanoTime();
            if (left <= 0 || closed) {
                return false;
            }
            watch.await(seen, left);
        }
    }

    @Override
    public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
        while (true) {
            hasNextAvailable(1, TimeUnit.HOURS);
            TrackedEventMessage<?> result = taken();
            if (result != null) {
                return result;
            }
            if (closed) {
                throw new IllegalStateException("This stream is closed");
            }
        }
    }

    private synchronized @Nullable TrackedEventMessage<?> taken() {
        TrackedEventMessage<?> result = peeked;
        peeked = null;
        return result;
    }

    private synchronized boolean advance() {
        if (closed) {
            return false;
        }
        while (peeked == null) {
            if (batch.hasNext()) {
                peeked = batch.next();
            } else {
                EventBatch more = events.from(next);
                if (more.isEmpty()) {
                    return false;
                }
                next = more.next();
                batch = more.messages().iterator();
            }
        }
        return true;
    }

    /** Spares Axon's processors their poll of 500 ms: they look when the log has grown. */
    @Override
    public boolean setOnAvailableCallback(Runnable onAvailable) {
        callback.getAndSet(watch.onMove(onAvailable)).run();
        if (closed) {
            callback.get().run();
        }
        onAvailable.run();
        return true;
    }

    @Override
    public void close() {
        closed = true;
        callback.get().run();
        watch.moved();
    }
}

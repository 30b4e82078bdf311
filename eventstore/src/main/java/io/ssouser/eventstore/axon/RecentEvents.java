package io.ssouser.eventstore.axon;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The newest batches, decoded once for all readers that keep up. A reader far behind reads for itself, up to where the shared window
 * begins; the window follows the foremost reader.
 */
final class RecentEvents {
    private final LogEventStorageEngine engine;
    private final int keep;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<EventBatch> window = new ArrayDeque<>();

    RecentEvents(LogEventStorageEngine engine, int keep) {
        this.engine = engine;
        this.keep = keep;
    }

    EventBatch from(long position) {
        int limit = engine.batchSize();
        lock.lock();
        try {
            if (window.isEmpty() || position >= window.getLast().next()) {
                return fetch(position, limit);
            }
            for (EventBatch batch : window) {
                if (batch.first() == position) {
                    return batch;
                }
                if (batch.next() > position) {
                    long nextShared = batch.first() > position ? batch.first() : batch.next();
                    limit = (int) Math.min(limit, nextShared - position);
                    break;
                }
            }
        } finally {
            lock.unlock();
        }
        return engine.reader().from(position, limit);
    }

    /** Under the lock, so that those who wait for the same events find them decoded. */
    private EventBatch fetch(long position, int limit) {
        EventBatch batch = engine.reader().from(position, limit);
        if (!batch.isEmpty()) {
            if (!window.isEmpty() && window.getLast().next() != position) {
                window.clear();
            }
            window.addLast(batch);
            while (batch.next() - window.getFirst().next() > keep) {
                window.removeFirst();
            }
        }
        return batch;
    }
}

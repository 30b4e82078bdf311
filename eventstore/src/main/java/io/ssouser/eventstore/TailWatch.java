package io.ssouser.eventstore;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.axonframework.common.Registration;

/** Lets readers sleep until the log has grown. A reader notes {@link #moves} before it looks, so it never sleeps over an event. */
final class TailWatch {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Runnable> callbacks = new CopyOnWriteArrayList<>();
    private volatile long moves;

    long moves() {
        return moves;
    }

    void moved() {
        lock.lock();
        try {
            moves++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        for (Runnable callback : callbacks) {
            try {
                callback.run();
            } catch (RuntimeException e) {
                // Its executor is shut down: a reader that cannot be woken has gone, and the others must not suffer.
                callbacks.remove(callback);
            }
        }
    }

    void await(long seen, long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (moves == seen && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    Registration onMove(Runnable callback) {
        callbacks.add(callback);
        return () -> callbacks.remove(callback);
    }
}

package io.ssouser.eventstore.log;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets readers sleep until the log has grown. A reader notes {@link #moves} before it looks, so it never sleeps over an event. Those who
 * asked to be called are called at once, on a thread of the watch's own, but not again within {@link #PAUSE}: under load a reader then
 * finds some tens of events at a time, and pays for one transaction instead of as many.
 */
public final class HeadWatch implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(10);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Runnable> callbacks = new CopyOnWriteArrayList<>();
    private final Thread caller;
    private volatile long moves;

    public HeadWatch() {
        caller = new Thread(this::callWhenMoved, "event-log-watch");
        caller.setDaemon(true);
        caller.start();
    }

    /** How often the log has grown. */
    public long moves() {
        return moves;
    }

    /** Wakes all who wait. */
    public void moved() {
        lock.lock();
        try {
            moves++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the log has grown more often than that, at most so long. */
    public void await(long seen, long nanos) throws InterruptedException {
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

    /** @return ends the calls */
    public Runnable onMove(Runnable callback) {
        callbacks.add(callback);
        return () -> callbacks.remove(callback);
    }

    private void callWhenMoved() {
        try {
            long called = 0;
            while (true) {
                await(called, Long.MAX_VALUE);
                called = moves;
                callbacks.forEach(this::call);
                Thread.sleep(PAUSE.toMillis());
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void call(Runnable callback) {
        try {
            callback.run();
        } catch (RuntimeException e) {
            // Its executor is shut down: a reader that cannot be woken has gone, and the others must not suffer.
            callbacks.remove(callback);
        }
    }

    @Override
    public void close() {
        caller.interrupt();
    }
}

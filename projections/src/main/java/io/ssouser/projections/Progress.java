package io.ssouser.projections;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** How far one group has come, as of its last commit, and whoever waits for more. */
final class Progress {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private volatile long position = Positions.BEFORE_THE_FIRST;
    private volatile @Nullable Throwable failure;

    long position() {
        return position;
    }

    Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    /** A batch is in, its token with it; or the stored token was set. */
    void reached(long newPosition) {
        tell(newPosition, null);
    }

    /** A batch was rolled back. */
    void failed(Throwable cause) {
        tell(position, cause);
    }

    private void tell(long newPosition, @Nullable Throwable newFailure) {
        lock.lock();
        try {
            position = newPosition;
            failure = newFailure;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** @return false when the time ran out or the thread was interrupted, whose flag is then set */
    boolean awaitReached(long wanted, Duration atMost) {
        if (position >= wanted) {
            return true;
        }
        lock.lock();
        try {
            long left = atMost.toNanos();
            while (position < wanted && left > 0) {
                left = moved.awaitNanos(left);
            }
            return position >= wanted;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the position is not {@code seen}, a batch has failed, or the time is out. */
    void awaitChange(long seen, Duration atMost) throws InterruptedException {
        lock.lock();
        try {
            long left = atMost.toNanos();
            while (position == seen && failure == null && left > 0) {
                left = moved.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}

package io.ssouser.projections;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.axonframework.eventhandling.Segment;
import org.jspecify.annotations.Nullable;

/** How far one group has come, part by part, as of its last commits, and whoever waits for more. */
final class SegmentPositions {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private volatile Map<Integer, Long> positions = Map.of();
    private volatile @Nullable Throwable failure;
    private long moves;

    /** Of the part that is farthest behind; −1 when nothing is known. */
    long position() {
        return positions.values().stream().mapToLong(Long::longValue).min().orElse(Positions.BEFORE_THE_FIRST);
    }

    /** Of the part to which the events of that aggregate belong. */
    long position(String stream) {
        Map<Integer, Long> known = positions;
        int[] ids = known.keySet().stream().mapToInt(Integer::intValue).toArray();
        for (Segment segment : Segment.computeSegments(ids)) {
            if (segment.matches(Objects.hashCode(stream))) {
                return known.getOrDefault(segment.getSegmentId(), Positions.BEFORE_THE_FIRST);
            }
        }
        return Positions.BEFORE_THE_FIRST;
    }

    Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    /** What is stored, by part, in place of whatever was known. */
    void isStored(Map<Integer, Long> stored) {
        tell(() -> positions = Map.copyOf(stored));
    }

    /** A batch of that part is in, its token with it. */
    void reached(int segment, long position) {
        tell(() -> {
            Map<Integer, Long> next = new HashMap<>(positions);
            next.put(segment, position);
            positions = next;
            failure = null;
        });
    }

    /** A batch was rolled back. */
    void failed(Throwable cause) {
        tell(() -> failure = cause);
    }

    private void tell(Runnable change) {
        lock.lock();
        try {
            change.run();
            moves++;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until the condition holds. It is looked at after every move, and after every pause.
     *
     * @return false when the time ran out or the thread was interrupted, whose flag is then set
     */
    boolean await(BooleanSupplier condition, Duration atMost, Duration pause) {
        long end = System.nanoTime() + atMost.toNanos();
        try {
            for (long seen = moves(); !condition.getAsBoolean(); seen = moves()) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                awaitMove(seen, Math.min(left, pause.toNanos()));
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private long moves() {
        lock.lock();
        try {
            return moves;
        } finally {
            lock.unlock();
        }
    }

    private void awaitMove(long seen, long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (moves == seen && left > 0) {
                left = moved.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}

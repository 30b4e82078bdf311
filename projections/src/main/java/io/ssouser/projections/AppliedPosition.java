package io.ssouser.projections;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;

/**
 * How far a group has come, whoever works on its parts. Of the parts that this process holds it knows at once; what other processes have stored
 * it asks the store for, when somebody wants to know.
 */
final class AppliedPosition {
    /** One question to the store in so long, however many wait for what another process does. */
    private static final Duration LOOKS_APART = Duration.ofMillis(10);

    private final PooledStreamingEventProcessor processor;
    private final Sharing sharing;
    private final SegmentPositions progress = new SegmentPositions();
    private final AtomicLong lastLook = new AtomicLong(System.nanoTime() - LOOKS_APART.toNanos());

    AppliedPosition(PooledStreamingEventProcessor processor, Sharing sharing) {
        this.processor = processor;
        this.sharing = sharing;
    }

    private Map<Integer, Long> stored() {
        return sharing.stored().apply(processor.getName());
    }

    /** Of the part that is farthest ahead, as stored. */
    long highestStored() {
        return stored().values().stream().mapToLong(Long::longValue).max().orElse(Positions.BEFORE_THE_FIRST);
    }

    /** From now on what is stored counts, whatever was known before. */
    void isStored() {
        progress.isStored(stored());
    }

    void committed(int segment, long position) {
        progress.reached(segment, position);
    }

    void failed(Throwable cause) {
        progress.failed(cause);
    }

    /** Why the last batch here was rolled back; empty as soon as one is in. */
    Optional<Throwable> failure() {
        return progress.failure();
    }

    /** Of the part that is farthest behind. */
    long position() {
        lookAtOthers();
        return progress.position();
    }

    /** @return false when the time ran out or the thread was interrupted, whose flag is then set */
    boolean await(long position, Duration atMost) {
        return await(() -> progress.position() >= position, atMost);
    }

    /** The same of the part to which the events of that aggregate belong. */
    boolean await(String stream, long position, Duration atMost) {
        return await(() -> progress.position(stream) >= position, atMost);
    }

    /** Waits until the position is not {@code seen}, a batch has failed, or the time is out. */
    void awaitChange(long seen, Duration atMost) {
        await(() -> progress.position() != seen || progress.failure().isPresent(), atMost);
    }

    private boolean await(BooleanSupplier reached, Duration atMost) {
        if (!sharing.isWithOthers()) {
            return progress.await(reached, atMost, atMost);
        }
        BooleanSupplier reachedByAnyone = () -> {
            if (!reached.getAsBoolean()) {
                lookAtOthers();
            }
            return reached.getAsBoolean();
        };
        return progress.await(reachedByAnyone, atMost, LOOKS_APART);
    }

    /** What others have stored, and what this process has passed over since it stored its own. */
    private void lookAtOthers() {
        long last = lastLook.get();
        long now = System.nanoTime();
        if (sharing.isWithOthers() && now - last >= LOOKS_APART.toNanos() && lastLook.compareAndSet(last, now)) {
            Map<Integer, Long> known = new HashMap<>(stored());
            processor
                    .processingStatus()
                    .forEach((segment, status) -> known.computeIfPresent(
                            segment, (id, stored) -> Math.max(stored, Positions.of(status.getTrackingToken()))));
            progress.isStored(known);
        }
    }
}

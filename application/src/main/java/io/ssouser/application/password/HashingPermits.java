package io.ssouser.application.password;

import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * How much may be hashed at once, and how many may wait for it how long. Whoever comes first is served first; whoever finds the
 * queue full, or waits too long, is refused and has cost nothing.
 */
public final class HashingPermits {
    /** What one core hashes in {@link #LONGEST_WAIT} at 30 ms a hash: more could not be served in time anyway. */
    public static final int QUEUE_PER_PERMIT = 64;
    /** As the wire contract says, section 4. */
    public static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final int permits;
    private final int longestQueue;
    private final Duration longestWait;
    private final Semaphore free;
    private final AtomicInteger waiting = new AtomicInteger();

    /** @param permits as many as the machine has cores: more at once would only take longer each */
    public HashingPermits(int permits) {
        this(permits, QUEUE_PER_PERMIT * permits, LONGEST_WAIT);
    }

    public HashingPermits(int permits, int longestQueue, Duration longestWait) {
        this.permits = permits;
        this.longestQueue = longestQueue;
        this.longestWait = longestWait;
        this.free = new Semaphore(permits, true);
    }

    /**
     * Does the work under a permit.
     *
     * @throws Refused {@link Refusal#HASHING_BUSY}, and the work was not begun
     */
    public <T> T in(Supplier<T> work) {
        take();
        try {
            return work.get();
        } finally {
            free.release();
        }
    }

    /** How many wait for a permit now. */
    public int waiting() {
        return waiting.get();
    }

    /** How many permits are taken now. */
    public int running() {
        return permits - free.availablePermits();
    }

    private void take() {
        // Whoever is about to take a free permit counts as waiting for that moment, and must not be turned away for it.
        if (waiting.incrementAndGet() > longestQueue + free.availablePermits()) {
            waiting.decrementAndGet();
            throw new Refused(Refusal.HASHING_BUSY);
        }
        try {
            if (!free.tryAcquire(longestWait.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new Refused(Refusal.HASHING_BUSY);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refused(Refusal.HASHING_BUSY);
        } finally {
            waiting.decrementAndGet();
        }
    }
}

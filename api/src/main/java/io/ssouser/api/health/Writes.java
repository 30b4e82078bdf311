package io.ssouser.api.health;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Whether what is written now would be kept: tried again and again on a thread of its own, so that whoever asks has an answer at once, also
 * while the store hangs. Part of readiness and not of liveness, because a restart gives back neither a disk nor a database.
 */
public final class Writes implements HealthIndicator, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Writes.class);
    private static final Duration EVERY = Duration.ofSeconds(2);
    /** A disk or a majority that takes longer keeps nobody's request alive. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Runnable attempt;
    private final ExecutorService tries = Executors.newSingleThreadExecutor(Writes::thread);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(Writes::thread);
    private final AtomicLong begun = new AtomicLong();
    private volatile boolean trying;
    private volatile @Nullable Cause failure;

    /** @param attempt writes something of no meaning to every store, or throws */
    public Writes(Runnable attempt) {
        this.attempt = attempt;
        timer.scheduleWithFixedDelay(this::check, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Why nothing can be written, as clients and operators read it. */
    public enum Cause {
        /** A disk is full. */
        DISK_FULL,
        /** A disk or a database does not take writes. */
        STORE_UNAVAILABLE,
        /** A disk or a database has not answered for five seconds. */
        STORE_SLOW
    }

    /** Empty when writes are kept. */
    public Optional<Cause> cause() {
        boolean hangs = trying && System.nanoTime() - begun.get() > PATIENCE.toNanos();
        return hangs ? Optional.of(Cause.STORE_SLOW) : Optional.ofNullable(failure);
    }

    @Override
    public Health health() {
        return cause().map(cause ->
                        Health.outOfService().withDetail("cause", cause).build())
                .orElseGet(() -> Health.up().build());
    }

    private void check() {
        if (!trying) {
            begun.set(System.nanoTime());
            trying = true;
            tries.execute(this::attempt);
        }
    }

    private void attempt() {
        Cause before = failure;
        try {
            attempt.run();
            failure = null;
        } catch (RuntimeException e) {
            failure = isFull(e) ? Cause.DISK_FULL : Cause.STORE_UNAVAILABLE;
            if (before == null) {
                LOG.warn("Nothing can be written ({}), and this node is not ready: {}", failure, e.getMessage());
            }
        } finally {
            trying = false;
        }
        if (before != null && failure == null) {
            LOG.info("Writes are kept again, and this node is ready");
        }
    }

    /** SQLITE_FULL, and what the operating system says. */
    private static boolean isFull(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = cause.getMessage();
            if (message != null && (message.contains("SQLITE_FULL") || message.contains("No space left"))) {
                return true;
            }
        }
        return false;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "health");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        timer.shutdownNow();
        tries.shutdownNow();
    }
}

package io.ssouser.app.background;

import io.ssouser.application.command.Commands;
import io.ssouser.application.password.StoredLockedAttempts;
import io.ssouser.domain.user.UserCommand.RecordAttemptsDuringLock;
import io.ssouser.eventstore.log.StoreUnavailable;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that stores every second what {@link StoredLockedAttempts} has counted in memory, and puts the counts of locks that have ended
 * on record. Every node runs it: a count that two of them record at once is recorded once.
 */
public final class LockedAttemptCounts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LockedAttemptCounts.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** For a round under way when the service stops. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final StoredLockedAttempts attempts;
    private final Commands commands;
    private final Clock clock;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread daemon = new Thread(task, "locked-attempts");
        daemon.setDaemon(true);
        return daemon;
    });
    private boolean isFailing;

    public LockedAttemptCounts(StoredLockedAttempts attempts, Commands commands, Clock clock) {
        this.attempts = attempts;
        this.commands = commands;
        this.clock = clock;
    }

    public void start() {
        thread.scheduleWithFixedDelay(this::run, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void run() {
        try {
            attempts.flush();
            warn(recordEnded());
        } catch (RuntimeException e) {
            warn(e);
        }
    }

    /** One user who cannot be loaded keeps no other count back. Returns the last failure; null if there was none. */
    private @Nullable RuntimeException recordEnded() {
        RuntimeException failure = null;
        for (RecordAttemptsDuringLock counted : attempts.ended(clock.instant())) {
            try {
                record(counted);
            } catch (RuntimeException e) {
                failure = e;
            }
        }
        return failure;
    }

    private void warn(@Nullable RuntimeException failure) {
        if (failure != null && !isFailing) {
            LOG.warn("Attempts during locks cannot be put on record; it is tried again every second", failure);
        }
        isFailing = failure != null;
    }

    private void record(RecordAttemptsDuringLock counted) {
        try {
            commands.send(counted);
        } catch (AggregateNotFoundException erased) {
            // There is nobody any more to write it down for.
        }
        attempts.forget(counted.lock());
    }

    /** Flushes what is counted in memory. May be repeated. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            thread.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS);
            attempts.flush();
        } catch (StoreUnavailable e) {
            LOG.warn("The attempts during locks of the last second are not counted", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

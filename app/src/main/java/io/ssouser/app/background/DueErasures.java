package io.ssouser.app.background;

import io.ssouser.application.command.Commands;
import io.ssouser.domain.Refused;
import io.ssouser.domain.user.UserCommand.Erase;
import io.ssouser.eventstore.axon.LogEventStorageEngine;
import io.ssouser.projections.Projections;
import io.ssouser.projections.pendingerasure.FindDueErasures;
import io.ssouser.projections.pendingerasure.PendingErasure;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.queryhandling.QueryGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds every half minute the users who are due, and erases them; each user aggregate decides whether it is due. Afterwards, when every
 * read model has deleted them, the write-ahead log of the read models' file is truncated too.
 */
public final class DueErasures implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DueErasures.class);
    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final QueryGateway queries;
    private final Commands commands;
    private final LogEventStorageEngine log;
    private final Projections projections;
    private final Runnable checkpoint;
    private final Clock clock;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread daemon = new Thread(task, "due-erasures");
        daemon.setDaemon(true);
        return daemon;
    });

    /** A crash may have come between an erasure and the cut. */
    private boolean cutIsDue = true;

    /** @param checkpoint copies and cuts the write-ahead log of the read models' file */
    public DueErasures(
            QueryGateway queries,
            Commands commands,
            LogEventStorageEngine log,
            Projections projections,
            Runnable checkpoint,
            Clock clock) {
        this.queries = queries;
        this.commands = commands;
        this.log = log;
        this.projections = projections;
        this.checkpoint = checkpoint;
        this.clock = clock;
    }

    public void start() {
        thread.scheduleWithFixedDelay(this::eraseSafely, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void eraseSafely() {
        try {
            eraseDue();
        } catch (RuntimeException e) {
            LOG.warn("Users who are due could not be erased; it is tried again", e);
        }
    }

    /** Erases those that are due now, one after the other. One that fails does not hold up the others. */
    public synchronized void eraseDue() {
        FindDueErasures due = new FindDueErasures(clock.instant());
        queries.query(due, due.answer()).join().forEach(this::erase);
        if (cutIsDue && allHaveForgotten()) {
            checkpoint.run();
            cutIsDue = false;
        }
    }

    private void erase(PendingErasure erasure) {
        try {
            commands.send(new Erase(erasure.userId()));
            cutIsDue = true;
            LOG.info("User {} is erased", erasure.userId());
        } catch (Refused | AggregateNotFoundException e) {
            // Another node was quicker, or the person has changed their mind.
        } catch (RuntimeException e) {
            LOG.warn("User {} could not be erased; it is tried again", erasure.userId(), e);
        }
    }

    private boolean allHaveForgotten() {
        long position = log.headPosition();
        return projections.groups().stream().allMatch(group -> projections.awaitReached(group, position, PATIENCE));
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}

package io.ssouser.app.start;

import io.ssouser.app.background.DueErasures;
import io.ssouser.app.background.LockedAttemptCounts;
import io.ssouser.app.background.MailThreads;
import io.ssouser.app.storage.Storage;
import io.ssouser.application.reaction.Reactions;
import io.ssouser.application.registration.PlatformOwnerSetting;
import io.ssouser.application.session.SessionWatch;
import io.ssouser.eventstore.axon.LogEventStorageEngine;
import io.ssouser.projections.Projections;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.springframework.context.SmartLifecycle;

/**
 * Starts what follows the log before the port opens, and stops it after the port is closed. The port stays shut until every session
 * that the log says has ended is gone from the state, or known at the gate: after a kill the gate in memory is empty.
 */
public final class Processors implements SmartLifecycle {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Storage storage;
    private final SessionWatch watch;
    private final LogEventStorageEngine engine;
    private final Projections projections;
    private final Reactions reactions;
    private final LongSupplier forgottenSessions;
    private final MailThreads mailThreads;
    private final DueErasures dueErasures;
    private final LockedAttemptCounts lockedAttempts;
    private final PlatformOwnerSetting platformOwner;
    private volatile boolean running;

    /** @param forgottenSessions the position up to which the rows of ended sessions are gone */
    public Processors(
            Storage storage,
            SessionWatch watch,
            LogEventStorageEngine engine,
            Projections projections,
            Reactions reactions,
            LongSupplier forgottenSessions,
            MailThreads mailThreads,
            DueErasures dueErasures,
            LockedAttemptCounts lockedAttempts,
            PlatformOwnerSetting platformOwner) {
        this.storage = storage;
        this.watch = watch;
        this.engine = engine;
        this.projections = projections;
        this.reactions = reactions;
        this.forgottenSessions = forgottenSessions;
        this.mailThreads = mailThreads;
        this.dueErasures = dueErasures;
        this.lockedAttempts = lockedAttempts;
        this.platformOwner = platformOwner;
    }

    @Override
    public void start() {
        if (storage.isShared()) {
            watch.start(forgottenSessions.getAsLong());
        }
        reactions.start(engine::headPosition, PATIENCE);
        projections.start();
        mailThreads.start();
        dueErasures.start();
        lockedAttempts.start();
        platformOwner.settle();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        lockedAttempts.close();
        dueErasures.close();
        reactions.close();
        mailThreads.close();
        projections.close();
        watch.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the web server, which Spring starts near the end. */
    @Override
    public int getPhase() {
        return 0;
    }
}

package io.ssouser.eventstore.axon;

import io.ssouser.eventstore.log.LogBroken;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.AbstractEventStore;
import org.axonframework.monitoring.MessageMonitor;
import org.jspecify.annotations.Nullable;

/**
 * Axon's event store on the log. Unlike Axon's embedded store it wakes streaming processors the moment an event is durable, instead of
 * letting them poll every 500 ms, and shares decoded events among readers without a thread of its own.
 */
public final class LogEventStore extends AbstractEventStore {
    /** About ten seconds of a busy node; a few megabytes. */
    private static final int SHARED_EVENTS = 4096;

    private final LogEventStorageEngine engine;
    private final RecentEvents recent;

    private LogEventStore(Settings settings) {
        super(settings);
        this.engine = settings.engine;
        this.recent = new RecentEvents(engine, SHARED_EVENTS);
    }

    public static LogEventStore on(LogEventStorageEngine engine, MessageMonitor<? super EventMessage<?>> monitor) {
        return new LogEventStore(new Settings(engine, monitor));
    }

    /**
     * Opens a stream of the events after those that the token has seen; null sees none.
     *
     * @throws LogBroken when the token has seen more than the log holds
     */
    @Override
    public TrackingEventStream openStream(@Nullable TrackingToken trackingToken) {
        long next = engine.positionAfter(trackingToken);
        engine.requireSeen(next);
        return new LogEventStream(recent, engine.watch(), next);
    }

    private static final class Settings extends AbstractEventStore.Builder {
        private final LogEventStorageEngine engine;

        private Settings(LogEventStorageEngine engine, MessageMonitor<? super EventMessage<?>> monitor) {
            this.engine = engine;
            storageEngine(engine);
            messageMonitor(monitor);
        }
    }
}

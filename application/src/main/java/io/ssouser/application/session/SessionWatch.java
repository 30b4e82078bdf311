package io.ssouser.application.session;

import io.ssouser.domain.user.UserEvent.SessionEnded;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells this node's gate of the sessions that end on other nodes: each node follows the log for itself, claims nothing, and keeps no
 * token, so that no other node's fate delays it. Woken when the log grows; what could not be read is tried again every second.
 */
public final class SessionWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SessionWatch.class);
    private static final Duration AGAIN_AFTER = Duration.ofSeconds(1);

    private final StreamableMessageSource<TrackedEventMessage<?>> log;
    private final SessionGate gate;
    private final Duration againAfter;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread daemon = new Thread(task, "session-watch");
        daemon.setDaemon(true);
        return daemon;
    });
    private @Nullable BlockingStream<TrackedEventMessage<?>> stream;

    public SessionWatch(StreamableMessageSource<TrackedEventMessage<?>> log, SessionGate gate) {
        this(log, gate, AGAIN_AFTER);
    }

    SessionWatch(StreamableMessageSource<TrackedEventMessage<?>> log, SessionGate gate, Duration againAfter) {
        this.log = log;
        this.gate = gate;
        this.againAfter = againAfter;
    }

    /**
     * Returns when the gate knows all ends from the position on to the end of the log.
     *
     * @param forgotten position up to which the rows of ended sessions are gone already; −1 for none
     */
    public void start(long forgotten) {
        TrackingToken seen = forgotten < 0 ? null : new GlobalSequenceTrackingToken(forgotten);
        BlockingStream<TrackedEventMessage<?>> opened = log.openStream(seen);
        synchronized (this) {
            stream = opened;
        }
        catchUp();
        opened.setOnAvailableCallback(() -> thread.execute(this::catchUpOrTellWhyNot));
        thread.scheduleWithFixedDelay(
                this::catchUpOrTellWhyNot, againAfter.toMillis(), againAfter.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Reads the log to its end, in the calling thread: afterwards the gate knows every end that was in the log when this was called.
     * An event counts as read only when the gate has it.
     */
    public synchronized void catchUp() {
        if (stream == null) {
            return;
        }
        try {
            while (stream.hasNextAvailable()) {
                stream.peek().ifPresent(this::tell);
                stream.nextAvailable();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(TrackedEventMessage<?> event) {
        if (event.getPayloadType() == SessionEnded.class) {
            SessionEnded end = (SessionEnded) event.getPayload();
            if (!gate.hasEnded(end.sessionId())) {
                gate.on(end, event.getTimestamp());
            }
        }
    }

    private void catchUpOrTellWhyNot() {
        try {
            catchUp();
        } catch (RuntimeException e) {
            LOG.warn("The ends of sessions on other nodes cannot be read; it is tried again: {}", e.toString());
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        BlockingStream<TrackedEventMessage<?>> opened;
        synchronized (this) {
            opened = stream;
            stream = null;
        }
        if (opened != null) {
            opened.close();
        }
    }
}

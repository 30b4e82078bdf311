package io.ssouser.application.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.ssouser.domain.session.SessionId;
import io.ssouser.domain.user.UserEvent.SessionEnded;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;

/**
 * The sessions that ended on this node, known the moment their end is in the log: the group is subscribing, so it runs inside the
 * command that ends the session and before its answer. In memory alone; it cannot fail. What ended before this node started, the
 * sessions' own rows tell.
 */
@ProcessingGroup("session-gate")
public final class SessionGate {
    private final Cache<SessionId, Boolean> ended;
    private final Clock clock;
    private final Consumer<Duration> delays;

    /**
     * @param accessTokenLife an end may be forgotten when no access token of the session can be alive
     * @param delays told how long after its end each session was shut out here
     */
    public SessionGate(Duration accessTokenLife, Clock clock, Consumer<Duration> delays) {
        this.ended = Caffeine.newBuilder().expireAfterWrite(accessTokenLife).build();
        this.clock = clock;
        this.delays = delays;
    }

    @EventHandler
    public void on(SessionEnded event, @Timestamp Instant at) {
        shutOut(event.sessionId());
        delays.accept(Duration.between(at, clock.instant()));
    }

    /** Repeatable. */
    void shutOut(SessionId session) {
        ended.put(session, Boolean.TRUE);
    }

    boolean hasEnded(SessionId session) {
        return ended.getIfPresent(session) != null;
    }
}

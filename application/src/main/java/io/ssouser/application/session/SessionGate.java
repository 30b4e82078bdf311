package io.ssouser.application.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.ssouser.domain.session.SessionId;
import io.ssouser.domain.user.UserEvent.SessionEnded;
import java.time.Duration;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;

/**
 * The sessions that ended on this node, known the moment their end is in the log: the group is subscribing, so it runs inside the
 * command that ends the session and before its answer. In memory alone; it cannot fail. What ended before this node started, the
 * sessions' own rows tell.
 */
@ProcessingGroup("session-gate")
public final class SessionGate {
    private final Cache<SessionId, Boolean> ended;

    /** @param accessTokenLife an end may be forgotten when no access token of the session can be alive */
    public SessionGate(Duration accessTokenLife) {
        this.ended = Caffeine.newBuilder().expireAfterWrite(accessTokenLife).build();
    }

    @EventHandler
    public void on(SessionEnded event) {
        ended.put(event.sessionId(), Boolean.TRUE);
    }

    boolean hasEnded(SessionId session) {
        return ended.getIfPresent(session) != null;
    }
}

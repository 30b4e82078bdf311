package io.ssouser.application.session;

import io.ssouser.application.session.token.AccessRefused;
import io.ssouser.application.session.token.AccessTokens;
import io.ssouser.application.session.token.AuthenticatedSession;
import java.time.Clock;
import java.time.Instant;

/** Whether a request's access token is accepted: its signature and claims, then the life of its session, judged at each request. */
public final class AccessCheck {
    private final AccessTokens tokens;
    private final SessionGate gate;
    private final Sessions sessions;
    private final SeenSessions seen;
    private final Clock clock;

    public AccessCheck(AccessTokens tokens, SessionGate gate, Sessions sessions, SeenSessions seen, Clock clock) {
        this.tokens = tokens;
        this.gate = gate;
        this.sessions = sessions;
        this.seen = seen;
        this.clock = clock;
    }

    /**
     * Who the bearer is.
     *
     * @param bearer the access token alone
     * @throws AccessRefused with the first reason that holds
     */
    public AuthenticatedSession authenticate(String bearer) {
        AuthenticatedSession access = tokens.read(bearer);
        Instant now = clock.instant();
        boolean live = !gate.hasEnded(access.sessionId())
                && sessions.find(access.sessionId(), now)
                        .filter(session -> !session.isExpired(now))
                        .isPresent();
        if (!live) {
            throw new AccessRefused(AccessRefused.Reason.SESSION_ENDED);
        }
        seen.note(access.sessionId(), now);
        return access;
    }
}

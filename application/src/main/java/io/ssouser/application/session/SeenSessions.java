package io.ssouser.application.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.ssouser.domain.session.SessionActivity;
import io.ssouser.domain.session.SessionId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * {@link SessionActivity} as far as it is known: every refresh, on whatever node, from the session's row; every other request from the memory
 * of the node that answered it. So another node, or this one after a restart, is behind by the life of an access token at most.
 */
public final class SeenSessions implements SessionActivity {
    /** About 20 MB when full; who is forgotten counts from the last refresh. */
    private static final int MOST = 100_000;

    private final Sessions sessions;
    private final Clock clock;
    private final Cache<SessionId, Instant> seen;

    /** @param accessTokenLife after which a session that is in use has refreshed */
    public SeenSessions(Sessions sessions, Duration accessTokenLife, Clock clock) {
        this.sessions = sessions;
        this.clock = clock;
        this.seen = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(accessTokenLife)
                .build();
    }

    void note(SessionId session, Instant now) {
        seen.put(session, now);
    }

    @Override
    public Instant lastUseOf(SessionId session) {
        Instant now = clock.instant();
        Instant refreshed = sessions.find(session, now)
                .filter(row -> !row.isExpired(now))
                .map(Session::issuedAt)
                .orElse(Instant.MIN);
        Instant requested = seen.getIfPresent(session);
        return requested == null || requested.isBefore(refreshed) ? refreshed : requested;
    }
}

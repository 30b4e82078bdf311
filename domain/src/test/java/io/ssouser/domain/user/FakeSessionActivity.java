package io.ssouser.domain.user;

import io.ssouser.domain.session.SessionActivity;
import io.ssouser.domain.session.SessionId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Sessions that were used when a test says so, and at no other time. */
final class FakeSessionActivity implements SessionActivity {
    private final Map<SessionId, Instant> used = new HashMap<>();

    void use(SessionId session, Instant at) {
        used.put(session, at);
    }

    @Override
    public Instant lastUseOf(SessionId session) {
        return used.getOrDefault(session, Instant.MIN);
    }
}

package io.ssouser.domain.session;

import java.time.Instant;

/**
 * When sessions were last used. Asked by a user that has to end one, within its own command; what changes with every request is no
 * fact of the user.
 */
public interface SessionActivity {
    /** The latest use that is known; {@link Instant#MIN} of a session that nobody can use any more. */
    Instant lastUseOf(SessionId session);
}

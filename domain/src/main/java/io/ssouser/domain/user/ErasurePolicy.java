package io.ssouser.domain.user;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * How long a user may cancel the request before the erasure. Long enough to read the mail about it and to undo what a
 * stranger asked for, short enough for "without undue delay" (GDPR, article 17).
 *
 * @param window zero or more
 */
public record ErasurePolicy(Duration window) {
    public ErasurePolicy {
        if (window.isNegative()) {
            throw new IllegalArgumentException("An erasure lies ahead, not behind: " + window);
        }
    }

    /** When a user is erased who asks for it now: a full second, so that every reader reads the same. */
    public Instant dueAfter(Instant now) {
        return now.plus(window).truncatedTo(ChronoUnit.SECONDS);
    }
}

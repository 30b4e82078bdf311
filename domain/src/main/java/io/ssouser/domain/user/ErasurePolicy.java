package io.ssouser.domain.user;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * How long an owner may change their mind before the account is erased. Long enough to read the mail about it and to undo what a
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

    /** When an account is erased whose owner asks for it now: a full second, so that every reader is told the same. */
    public Instant dueAfter(Instant now) {
        return now.plus(window).truncatedTo(ChronoUnit.SECONDS);
    }
}

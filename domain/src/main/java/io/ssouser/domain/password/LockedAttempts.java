package io.ssouser.domain.password;

import java.time.Instant;

/**
 * The attempts that a lock refused without judging them. They have no event each, or an attacker could fill the log; {@code
 * user.attempts-during-lock-counted} tells their number once the lock has ended.
 */
public interface LockedAttempts {
    /** Counts one. It does no I/O and never throws, so that neither time nor answer tells a locked user from an unknown one. */
    void add(Lockout lock, Instant at);
}

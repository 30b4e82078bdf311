package io.ssouser.domain.password;

/**
 * Hashes and compares passwords, slowly by design. Every call but {@link #isOutdated} takes one of a bounded number of places and
 * throws {@link io.ssouser.domain.Refused} with {@link io.ssouser.domain.Refusal#HASHING_BUSY} when the queue for them is full.
 */
public interface PasswordHasher {
    PasswordHash hash(Password password);

    boolean matches(Password password, PasswordHash hash);

    /** Costs as much as {@link #matches} and is always false: for accounts that are unknown, locked or have no password. */
    boolean matchesNothing(Password password);

    /** True when the hash was made with other parameters than today's. */
    boolean isOutdated(PasswordHash hash);
}

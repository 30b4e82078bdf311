package io.ssouser.domain.password;

/**
 * Hashes and compares passwords, slowly by design. Every hash takes one of a bounded number of places and
 * throws {@link io.ssouser.domain.Refused} with {@link io.ssouser.domain.Refusal#HASHING_BUSY} when the queue for them is full.
 */
public interface PasswordHasher {
    /** Of the normal form. */
    PasswordHash hash(Password password);

    /**
     * Whether the hash is of the normal form, or of the form that was typed. Where the two differ it costs two hashes, whichever of them
     * matches and whether or not one does; where they are the same, as for everything in ASCII, it costs one.
     */
    boolean matches(Password password, PasswordHash hash);

    /** Costs as much as {@link #matches} and is always false: for users that are unknown, locked or have no password. */
    boolean matchesNothing(Password password);

    /** Whether the hash, which matches, is of the normal form. Costs nothing where the password was typed in it. */
    default boolean isOfNormalForm(Password proven, PasswordHash hash) {
        return proven.isNormal() || matches(proven.normalised(), hash);
    }

    /** True when the hash was made with other parameters than today's. */
    boolean isOutdated(PasswordHash hash);
}

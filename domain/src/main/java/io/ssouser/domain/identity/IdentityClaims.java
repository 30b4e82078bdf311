package io.ssouser.domain.identity;

import io.ssouser.domain.UserId;

/**
 * Which user owns which identity. Asked by a user within the unit of work of its own command, so that the claim and what the
 * user remembers of it are both in the log, or neither.
 */
public interface IdentityClaims {
    /** Returns whether the user holds the claim from now on; false when it is another's. Repeatable. */
    boolean claim(IdentityClaimId id, UserId claimant);

    /** Releases the identity to anybody who proves it. Does nothing when the user does not hold the claim. */
    void release(IdentityClaimId id, UserId owner);
}

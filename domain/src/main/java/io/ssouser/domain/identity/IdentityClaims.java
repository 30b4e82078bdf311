package io.ssouser.domain.identity;

import io.ssouser.domain.user.UserId;

/**
 * Which account owns which identity. Asked by an account within the unit of work of its own command, so that the claim and what the
 * account remembers of it are both in the log, or neither.
 */
public interface IdentityClaims {
    /** Returns whether the account holds the claim from now on; false when it is another's. Repeatable. */
    boolean claim(IdentityClaimId id, UserId claimant);

    /** Sets the identity free for anybody who proves it. Does nothing when the account does not hold the claim. */
    void release(IdentityClaimId id, UserId owner);
}

package io.ssouser.domain.identity;

import io.ssouser.domain.StoredAs;
import io.ssouser.domain.UserId;

/** What happens to the claim on an identity. None of it names the identity. */
public sealed interface IdentityClaimEvent {
    IdentityClaimId claimId();

    /** The user who holds the claim, or held it until now. */
    UserId userId();

    /** The identity belongs to this user from now on. */
    @StoredAs("identity-claim.claimed")
    record IdentityClaimed(IdentityClaimId claimId, UserId userId) implements IdentityClaimEvent {}

    /** The identity belongs to nobody any more. */
    @StoredAs("identity-claim.released")
    record IdentityReleased(IdentityClaimId claimId, UserId userId) implements IdentityClaimEvent {}
}

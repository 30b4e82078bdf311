package io.ssouser.domain.email;

import io.ssouser.domain.StoredAs;
import io.ssouser.domain.user.UserId;

/** What happens to the claim on an address. None of it names the address. */
public sealed interface EmailClaimEvent {
    EmailClaimId claimId();

    /** The account that holds the claim. */
    UserId userId();

    /** The address belongs to this account from now on. */
    @StoredAs("email-claim.claimed")
    record EmailClaimed(EmailClaimId claimId, UserId userId) implements EmailClaimEvent {}

    /** Somebody tried to register the address again; its owner is told by mail. */
    @StoredAs("email-claim.contested")
    record EmailClaimContested(EmailClaimId claimId, UserId userId) implements EmailClaimEvent {}
}

package io.ssouser.domain.email;

import io.ssouser.domain.StoredAs;
import io.ssouser.domain.UserId;
import java.time.Instant;

/** What happens to the claim on an address. None of it names the address. The last of them alone tells whose it is. */
public sealed interface EmailClaimEvent {
    EmailClaimId claimId();

    /** The user who holds the claim, or has just left it. */
    UserId userId();

    /** The address belongs to this user from now on. */
    @StoredAs("email-claim.claimed")
    record EmailClaimed(EmailClaimId claimId, UserId userId) implements EmailClaimEvent {}

    /** Somebody tried to register the address again; its owner is told by mail. */
    @StoredAs("email-claim.contested")
    record EmailClaimContested(EmailClaimId claimId, UserId userId) implements EmailClaimEvent {}

    /** The user left the address, and alone may come back to it until it is free for all. */
    @StoredAs("email-claim.released")
    record EmailClaimReleased(EmailClaimId claimId, UserId userId, Instant freeFrom) implements EmailClaimEvent {}
}

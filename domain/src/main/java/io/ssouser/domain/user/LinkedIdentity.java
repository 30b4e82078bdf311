package io.ssouser.domain.user;

import io.ssouser.domain.identity.IdentityClaimId;
import java.time.Instant;

/** An identity that opens the account, and since when. */
record LinkedIdentity(IdentityClaimId claimId, Instant at) {}

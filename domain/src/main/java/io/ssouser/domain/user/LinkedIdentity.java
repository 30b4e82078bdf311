package io.ssouser.domain.user;

import io.ssouser.domain.identity.IdentityClaimId;
import java.time.Instant;

/** An identity that the user can sign in with, and since when. */
record LinkedIdentity(IdentityClaimId claimId, Instant at) {}

package io.ssouser.domain.user;

import io.ssouser.domain.email.EmailAddress;
import io.ssouser.domain.email.EmailClaimId;
import java.time.Instant;

/** An address that the account has left, and whose owner may take it back until then. */
record FormerEmail(EmailClaimId claimId, EmailAddress email, Instant until) {}

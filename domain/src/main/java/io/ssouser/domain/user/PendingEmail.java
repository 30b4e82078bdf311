package io.ssouser.domain.user;

import io.ssouser.domain.email.EmailAddress;
import io.ssouser.domain.email.EmailChangeId;
import io.ssouser.domain.email.EmailClaimId;
import java.time.Instant;

/** An address that the account moves to when the link that was sent there comes back in time. */
record PendingEmail(EmailChangeId changeId, EmailClaimId claimId, EmailAddress email, Instant until) {}

package io.ssouser.domain.user;

import io.ssouser.domain.email.EmailAddress;
import io.ssouser.domain.email.EmailChangeId;
import io.ssouser.domain.email.EmailClaimId;
import io.ssouser.domain.session.SessionId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The address that the user moves to if the link that was sent there is followed in time.
 *
 * @param session in which it was asked for, and with which it ends
 */
record PendingEmail(
        EmailChangeId changeId,
        EmailClaimId claimId,
        EmailAddress email,
        Instant until,
        @Nullable SessionId session) {}

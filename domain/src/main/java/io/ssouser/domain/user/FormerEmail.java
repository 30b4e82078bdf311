package io.ssouser.domain.user;

import io.ssouser.domain.email.EmailAddress;
import io.ssouser.domain.email.EmailClaimId;
import java.time.Instant;

/**
 * An address that the user has left, and whose owner may take it back until then.
 *
 * @param askedAt when somebody asked for the change by which it was left
 * @param proved whether the holder of a later address has proved the user theirs since, by a reset of the password
 */
record FormerEmail(EmailClaimId claimId, EmailAddress email, Instant askedAt, Instant until, boolean proved) {
    FormerEmail provedLater() {
        return new FormerEmail(claimId, email, askedAt, until, true);
    }
}

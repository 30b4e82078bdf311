package io.ssouser.domain.user;

import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.mfa.TotpSecret;
import io.ssouser.domain.session.SessionId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A secret that was shown and must be proved before it goes live.
 *
 * @param session to which it was shown, and with which it ends
 */
record PendingSecret(
        TotpSecret secret, Instant until, @Nullable SessionId session) {
    /** @throws Refused {@link Refusal#MFA_SETUP_EXPIRED} */
    PendingSecret requireLive(Instant now) {
        if (!now.isBefore(until)) {
            throw new Refused(Refusal.MFA_SETUP_EXPIRED);
        }
        return this;
    }
}

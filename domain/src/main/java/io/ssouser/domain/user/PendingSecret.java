package io.ssouser.domain.user;

import io.ssouser.domain.mfa.TotpSecret;
import java.time.Instant;

/** A secret that was shown and must be proved before it goes live. */
record PendingSecret(TotpSecret secret, Instant until) {}

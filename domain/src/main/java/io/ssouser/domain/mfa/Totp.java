package io.ssouser.domain.mfa;

import java.time.Instant;
import java.util.OptionalLong;

/** RFC 6238 with SHA-1, six digits and steps of 30 s counted from the epoch. */
public interface Totp {
    /** A new secret of 160 random bits. */
    TotpSecret newSecret();

    /** The time step whose code this is, of the present one and its two neighbours; empty when it is none of theirs. */
    OptionalLong stepOf(TotpSecret secret, SecondFactorCode code, Instant now);
}

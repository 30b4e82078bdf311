package io.ssouser.domain.session;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * For how long a session's last proof of who uses it is good enough for what a thief of a session could lock the user out with.
 *
 * @param freshFor null when a proof does not age
 */
public record StepUpPolicy(@Nullable Duration freshFor) {
    /** @throws IllegalArgumentException for a time that is not longer than none */
    public StepUpPolicy {
        if (freshFor != null && (freshFor.isNegative() || freshFor.isZero())) {
            throw new IllegalArgumentException("A proof is fresh for longer than no time");
        }
    }

    /** Whether a proof given then is fresh now. */
    public boolean isFresh(Instant provenAt, Instant now) {
        return freshFor == null || now.isBefore(provenAt.plus(freshFor));
    }
}

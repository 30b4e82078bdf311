package io.ssouser.domain.session;

import java.time.Duration;
import java.time.Instant;

/** For how long a session's last proof of who uses it is good enough for what could take the account away from its owner. */
public final class StepUpPolicy {
    /** Long enough for a dialogue after signing in, too short for a screen that was left unlocked. */
    public static final Duration FRESH_FOR = Duration.ofMinutes(5);

    private StepUpPolicy() {}

    /** Whether a proof given then is younger than {@link #FRESH_FOR} now. */
    public static boolean isFresh(Instant provenAt, Instant now) {
        return now.isBefore(provenAt.plus(FRESH_FOR));
    }
}

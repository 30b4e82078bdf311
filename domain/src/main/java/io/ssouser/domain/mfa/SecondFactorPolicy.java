package io.ssouser.domain.mfa;

import java.time.Duration;
import java.time.Instant;

/** When a pending secret may go live, and which time steps are accepted. */
public final class SecondFactorPolicy {
    /** Long enough to find the telephone and scan, short enough for a secret on a screen. */
    private static final Duration SETUP_LIFE = Duration.ofMinutes(10);

    /** RFC 6238 4.1. */
    private static final long STEP_SECONDS = 30;

    private SecondFactorPolicy() {}

    /** The time step of that moment, counted from the epoch. */
    public static long stepAt(Instant now) {
        return Math.floorDiv(now.getEpochSecond(), STEP_SECONDS);
    }

    /** Until when a secret shown now can be proved. */
    public static Instant setupEndsAt(Instant now) {
        return now.plus(SETUP_LIFE);
    }

    /** RFC 6238 5.2: a code is accepted once. A code of an older step is not accepted either: somebody may have read it meanwhile. */
    public static boolean isFresh(long step, long lastAcceptedStep) {
        return step > lastAcceptedStep;
    }
}

package io.ssouser.api.limits;

import java.time.Duration;

/**
 * Whether a caller may go on.
 *
 * @param retryIn how long until the next request is let in; zero when this one is
 * @param remaining how many more would be let in now
 * @param wholeIn how long until nothing is missing of the burst
 */
public record Admission(Duration retryIn, long remaining, Duration wholeIn) {
    static final Admission GRANTED = new Admission(Duration.ZERO, 0, Duration.ZERO);

    public boolean granted() {
        return retryIn.isZero();
    }

    /** The wait in whole seconds, rounded up, as {@code Retry-After} says it. */
    public long seconds() {
        return retryIn.plusNanos(999_999_999).toSeconds();
    }
}

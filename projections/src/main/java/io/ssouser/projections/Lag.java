package io.ssouser.projections;

import java.time.Duration;

/**
 * How far a read model is behind the log.
 *
 * @param events not yet applied or parked
 * @param age of the oldest of them; zero when there is none
 */
public record Lag(long events, Duration age) {
    static final Lag NONE = new Lag(0, Duration.ZERO);
}

package io.ssouser.domain.session;

import java.time.Duration;
import java.time.Instant;

/** How many sessions and unfinished sign-ins a user has at once, and how long a second factor is awaited. */
public final class SessionPolicy {
    /** Bounds the state of one user; the oldest session ends for a new one. */
    public static final int MOST_SESSIONS = 100;

    /** More than a person begins within five minutes; the oldest is dropped for a new one. */
    public static final int MOST_PENDING = 10;

    /** Life of the pre-auth token: wire contract, section 3. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private SessionPolicy() {}

    /** Until when the second factor of a sign-in begun now is awaited. */
    public static Instant awaitsUntil(Instant now) {
        return now.plus(PATIENCE);
    }
}

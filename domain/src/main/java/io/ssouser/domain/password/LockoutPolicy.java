package io.ssouser.domain.password;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When wrong guesses lock, and for how long. Ten in a run lock for 15 minutes; every further lock lasts twice as long as the one
 * before, up to 24 hours. The same guess sent again counts once: see {@link RecentMistakes}.
 *
 * <p>A run begins anew after a pause of more than 15 minutes. Whoever guesses slowly enough to profit from that is met by the
 * total: NIST SP 800-63B-4 (3.2.2) allows at most 100 consecutive failures, so from the hundredth on each locks for 24 hours.
 */
public final class LockoutPolicy {
    private static final int RUN = 10;
    private static final int MOST_CONSECUTIVE = 100;
    /** After it a run begins anew. */
    public static final Duration PAUSE = Duration.ofMinutes(15);

    /** How long the first lock holds. */
    public static final Duration SHORTEST = Duration.ofMinutes(15);

    private static final Duration LONGEST = Duration.ofHours(24);

    /** From here on doubling would pass 24 hours, and sooner or later overflow. */
    private static final int LOCKS_UNTIL_LONGEST = 7;

    private LockoutPolicy() {}

    /** Whether a failure after such a pause is the first of a new run. */
    public static boolean startsAnew(Instant lastFailure, Instant failure) {
        return failure.isAfter(lastFailure.plus(PAUSE));
    }

    /** How long the last of these failures locks; empty when it does not. */
    public static Optional<Duration> locksAfter(FailureCount failures) {
        if (failures.total() >= MOST_CONSECUTIVE) {
            return Optional.of(LONGEST);
        }
        if (failures.run() < RUN) {
            return Optional.empty();
        }
        return Optional.of(
                failures.locks() < LOCKS_UNTIL_LONGEST ? SHORTEST.multipliedBy(1L << failures.locks()) : LONGEST);
    }
}

package io.ssouser.domain.password;

import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The wrong guesses at one secret from one side, since the last right one. A right guess puts {@link #NONE} in its place.
 *
 * @param run failures since the last lock or long pause: ten of them lock
 * @param total failures since the last right guess, whatever the pauses between them
 * @param locks locks since the last right guess: each doubles the next
 * @param lastAt when the last failure was, null when there was none
 * @param lockedUntil end of the last lock, null when there was none
 */
public record FailureCount(
        int run,
        int total,
        int locks,
        @Nullable Instant lastAt,
        @Nullable Instant lockedUntil) {

    public static final FailureCount NONE = new FailureCount(0, 0, 0, null, null);

    public FailureCount failedAt(Instant at) {
        boolean anew = lastAt == null || LockoutPolicy.startsAnew(lastAt, at);
        return new FailureCount(anew ? 1 : run + 1, total + 1, locks, at, lockedUntil);
    }

    public FailureCount lockedUntil(Instant until) {
        return new FailureCount(0, total, locks + 1, lastAt, until);
    }

    /** The end of the lock that holds now; nothing is judged before that very instant. */
    public Optional<Instant> lockAt(Instant now) {
        return Optional.ofNullable(lockedUntil).filter(now::isBefore);
    }

    /** @throws Refused {@link Refusal#TOO_MANY_FAILURES} while this is locked, with the end of the lock */
    public void requireUnlocked(Instant now) {
        lockAt(now).ifPresent(until -> {
            throw Refused.until(until, Refusal.TOO_MANY_FAILURES);
        });
    }
}

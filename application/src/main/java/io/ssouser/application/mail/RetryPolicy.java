package io.ssouser.application.mail;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When a letter is tried again: 10 s after the first failure, then after twice the time of before, up to 5 minutes, as long as it is of use. */
final class RetryPolicy {
    private static final Duration SHORTEST = Duration.ofSeconds(10);

    /** Servers that put a stranger off (greylisting, RFC 6647) take the second try after about as long. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    /** The last try comes so long before the end. */
    private static final Duration LAST = Duration.ofSeconds(30);

    private RetryPolicy() {}

    /**
     * Empty when there is no time left for another try.
     *
     * @param attempts that failed, from 1
     */
    static Optional<Instant> dueAfter(int attempts, Instant now, Instant until) {
        Duration wait = attempts > 5 ? LONGEST : SHORTEST.multipliedBy(1L << (attempts - 1));
        Instant last = until.minus(LAST);
        if (!now.isBefore(last)) {
            return Optional.empty();
        }
        Instant due = now.plus(wait);
        return Optional.of(due.isBefore(last) ? due : last);
    }
}

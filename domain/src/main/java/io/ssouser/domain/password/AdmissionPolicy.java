package io.ssouser.domain.password;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a user signs in with a new browser while strangers' wrong guesses lock all new browsers: a mailed link admits one browser, whose
 * guesses are then judged apart. At most one a day is offered, and each is good for a few guesses, so whoever guesses gains nothing.
 */
public final class AdmissionPolicy {
    private static final Duration BETWEEN_OFFERS = Duration.ofDays(1);

    /** As long as the longest lock that can begin before the next offer. */
    private static final Duration OFFER = Duration.ofDays(2);

    private static final Duration ADMISSION = Duration.ofHours(1);

    /** Clients resend a refused sign-in once, so these are three mistakes at least. */
    private static final int MOST_FAILURES = 6;

    private AdmissionPolicy() {}

    /** @param lastOffered null when there was none */
    public static boolean mayOfferAgain(@Nullable Instant lastOffered, Instant now) {
        return lastOffered == null || !now.isBefore(lastOffered.plus(BETWEEN_OFFERS));
    }

    /** Until when a link that is offered now can be followed. */
    public static Instant offeredUntil(Instant now) {
        return now.plus(OFFER);
    }

    /** Until when a browser that is admitted now may sign in. */
    public static Instant admittedUntil(Instant now) {
        return now.plus(ADMISSION);
    }

    public static boolean endsAfter(int failures) {
        return failures >= MOST_FAILURES;
    }
}

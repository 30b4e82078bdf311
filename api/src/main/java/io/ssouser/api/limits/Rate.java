package io.ssouser.api.limits;

import java.time.Duration;

/**
 * How often one caller may ask.
 *
 * @param burst how often at once, at least 1
 * @param refill how many more after each {@code per}, at least 1
 * @param steadily whether the refill trickles in; otherwise it comes as a whole at the end of each {@code per}
 */
public record Rate(int burst, int refill, Duration per, boolean steadily) {
    public Rate {
        if (burst < 1 || refill < 1 || per.isNegative() || per.isZero()) {
            throw new IllegalArgumentException("A rate allows at least one request in a time longer than none");
        }
    }

    /** Time in which an empty bucket is full again. */
    Duration recovery() {
        return per.multipliedBy((burst + refill - 1) / refill);
    }
}

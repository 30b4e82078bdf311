package io.ssouser.domain.device;

import java.time.Duration;
import java.time.Instant;

/**
 * The risk score of a device: the sum of four terms whose points stand in the wire contract, section 4. They add up to 90 at most, so
 * that its cap of 100 never applies.
 */
public final class DeviceRiskPolicy {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration MONTH = Duration.ofDays(30);
    private static final Duration QUARTER = Duration.ofDays(90);

    private DeviceRiskPolicy() {}

    /**
     * @param trusted whether the user marked it as trusted; it counts only until the device expires
     * @return 0 to 30 low, 31 to 70 medium, from 71 high
     */
    public static int score(Instant firstSeen, Instant lastUsed, boolean trusted, Instant expiresAt, Instant now) {
        Duration left = Duration.between(now, expiresAt);
        boolean expired = !now.isBefore(expiresAt);
        return ofAge(Duration.between(firstSeen, now))
                + ofIdleness(Duration.between(lastUsed, now))
                + (trusted && !expired ? 0 : 25)
                + ofExpiry(left, expired);
    }

    private static int ofAge(Duration age) {
        if (age.compareTo(DAY) < 0) {
            return 15;
        }
        if (age.compareTo(WEEK) < 0) {
            return 10;
        }
        return age.compareTo(MONTH) < 0 ? 5 : 0;
    }

    private static int ofIdleness(Duration idle) {
        if (idle.compareTo(QUARTER) > 0) {
            return 30;
        }
        if (idle.compareTo(MONTH) > 0) {
            return 20;
        }
        return idle.compareTo(WEEK) > 0 ? 10 : 0;
    }

    private static int ofExpiry(Duration left, boolean expired) {
        if (expired) {
            return 20;
        }
        return left.compareTo(WEEK) < 0 ? 10 : 0;
    }
}

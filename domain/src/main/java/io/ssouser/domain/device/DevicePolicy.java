package io.ssouser.domain.device;

import java.time.Duration;
import java.time.Instant;

/** How many devices a user has at most, and when a device expires. */
public final class DevicePolicy {
    /** Bounds the state of one user; the device unused for longest makes room for a new one. */
    public static final int MOST_DEVICES = 100;

    /** Wire contract, section 4. */
    private static final Duration LIFE = Duration.ofDays(90);

    /** Finer than the days in which readers measure, and coarse enough to keep the log small. */
    private static final Duration BETWEEN_NOTES = Duration.ofHours(1);

    private DevicePolicy() {}

    /** When a device that is registered or trusted now expires. */
    public static Instant expiresAfter(Instant now) {
        return now.plus(LIFE);
    }

    /** Whether a use now is late enough after the last one on record to be noted. */
    public static boolean isWorthNoting(Instant lastUsed, Instant now) {
        return !now.isBefore(lastUsed.plus(BETWEEN_NOTES));
    }
}

package io.ssouser.domain.subscription;

/** How a subscription stands. */
public enum SubscriptionStatus {
    /** It runs: to the end of its period, or without an end. */
    ACTIVE,
    /** It runs to the end of its period and will not be renewed. */
    CANCELED,
    /** Its period has ended. */
    EXPIRED
}

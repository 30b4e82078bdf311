package io.ssouser.domain.subscription;

import io.ssouser.domain.StoredAs;
import io.ssouser.domain.user.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Everything that happens to a subscription. None of it is personal but whose it is, and that is an id. */
public sealed interface SubscriptionEvent {
    SubscriptionId subscriptionId();

    UserId userId();

    /**
     * It runs from now on: for the first time, or again after it had expired.
     *
     * @param periodEnd null when it runs without an end
     */
    @StoredAs("subscription.started")
    record SubscriptionStarted(
            SubscriptionId subscriptionId,
            UserId userId,
            ServiceName service,
            PlanName plan,
            @Nullable Instant periodEnd)
            implements SubscriptionEvent {}

    /** The subscription moved to another plan. */
    @StoredAs("subscription.plan-changed")
    record PlanChanged(SubscriptionId subscriptionId, UserId userId, PlanName plan) implements SubscriptionEvent {}

    /**
     * Its period ends then and no longer when it did before; a cancellation is taken back.
     *
     * @param periodEnd null when it runs without an end
     */
    @StoredAs("subscription.renewed")
    record SubscriptionRenewed(
            SubscriptionId subscriptionId,
            UserId userId,
            @Nullable Instant periodEnd) implements SubscriptionEvent {}

    /** It runs until then and not beyond. */
    @StoredAs("subscription.cancelled")
    record SubscriptionCancelled(SubscriptionId subscriptionId, UserId userId, Instant periodEnd)
            implements SubscriptionEvent {}

    /** Somebody noticed that its period is over; it ended when the period did. */
    @StoredAs("subscription.expired")
    record SubscriptionExpired(SubscriptionId subscriptionId, UserId userId, Instant periodEnd)
            implements SubscriptionEvent {}
}

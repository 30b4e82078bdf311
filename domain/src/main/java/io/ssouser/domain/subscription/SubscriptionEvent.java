package io.ssouser.domain.subscription;

import io.ssouser.domain.StoredAs;
import io.ssouser.domain.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What happens to a subscription. Nothing in it is personal but the user's id. */
public sealed interface SubscriptionEvent {
    SubscriptionId subscriptionId();

    UserId userId();

    /**
     * The subscription runs from now on: for the first time, or again after it had expired.
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
     * The period has another end. A cancellation is void.
     *
     * @param periodEnd null when it runs without an end
     */
    @StoredAs("subscription.renewed")
    record SubscriptionRenewed(
            SubscriptionId subscriptionId,
            UserId userId,
            @Nullable Instant periodEnd) implements SubscriptionEvent {}

    /** The subscription was cancelled. It runs until the end of its period. */
    @StoredAs("subscription.cancelled")
    record SubscriptionCancelled(SubscriptionId subscriptionId, UserId userId, Instant periodEnd)
            implements SubscriptionEvent {}

    /** The end of the subscription was put on record. It ended when its period did. */
    @StoredAs("subscription.expired")
    record SubscriptionExpired(SubscriptionId subscriptionId, UserId userId, Instant periodEnd)
            implements SubscriptionEvent {}
}

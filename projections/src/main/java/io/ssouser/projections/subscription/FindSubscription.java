package io.ssouser.projections.subscription;

import io.ssouser.domain.subscription.SubscriptionId;

/** Asks for one {@link Subscription}; empty when it was never started. */
public record FindSubscription(SubscriptionId subscriptionId) {}

package io.ssouser.projections.subscription;

import io.ssouser.domain.UserId;
import io.ssouser.domain.subscription.PlanName;
import io.ssouser.domain.subscription.ServiceName;
import io.ssouser.domain.subscription.SubscriptionEvent.SubscriptionStarted;
import io.ssouser.domain.subscription.SubscriptionId;
import io.ssouser.domain.subscription.SubscriptionStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user's one subscription to a service, as it was last arranged.
 *
 * @param periodEnd when it ends unless it is renewed; null when it runs without an end
 * @param canceled whether it will not be renewed
 * @param expiryNoted whether its end is on record; it has ended at {@code periodEnd} whether or not
 */
public record ServiceSubscription(
        SubscriptionId id,
        UserId userId,
        ServiceName service,
        PlanName plan,
        @Nullable Instant periodEnd,
        boolean canceled,
        boolean expiryNoted) {
    /** The name of the read model. */
    public static final String NAME = "subscription";

    static ServiceSubscription of(SubscriptionStarted event) {
        return new ServiceSubscription(
                event.subscriptionId(), event.userId(), event.service(), event.plan(), event.periodEnd(), false, false);
    }

    public SubscriptionStatus statusAt(Instant now) {
        if (expiryNoted || isOverAt(now)) {
            return SubscriptionStatus.EXPIRED;
        }
        return canceled ? SubscriptionStatus.CANCELED : SubscriptionStatus.ACTIVE;
    }

    /** Whether it has ended and nobody has put that on record yet. */
    public boolean owesExpiryAt(Instant now) {
        return !expiryNoted && isOverAt(now);
    }

    private boolean isOverAt(Instant now) {
        return periodEnd != null && !now.isBefore(periodEnd);
    }

    ServiceSubscription on(PlanName newPlan) {
        return new ServiceSubscription(id, userId, service, newPlan, periodEnd, canceled, expiryNoted);
    }

    ServiceSubscription until(@Nullable Instant newEnd, boolean toBeCanceled) {
        return new ServiceSubscription(id, userId, service, plan, newEnd, toBeCanceled, expiryNoted);
    }

    ServiceSubscription ended() {
        return new ServiceSubscription(id, userId, service, plan, periodEnd, canceled, true);
    }
}

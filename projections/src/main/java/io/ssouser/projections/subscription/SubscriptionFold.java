package io.ssouser.projections.subscription;

import io.ssouser.domain.subscription.SubscriptionEvent;
import io.ssouser.domain.subscription.SubscriptionEvent.PlanChanged;
import io.ssouser.domain.subscription.SubscriptionEvent.SubscriptionCancelled;
import io.ssouser.domain.subscription.SubscriptionEvent.SubscriptionExpired;
import io.ssouser.domain.subscription.SubscriptionEvent.SubscriptionRenewed;
import io.ssouser.domain.subscription.SubscriptionEvent.SubscriptionStarted;
import io.ssouser.projections.fold.Fold;
import io.ssouser.projections.fold.RecordedEvent;
import io.ssouser.projections.store.Collection.Field;
import io.ssouser.projections.store.Collection.Kind;

/** One {@link ServiceSubscription} a user and service. What an erased user has paid for stays on the books. */
public final class SubscriptionFold extends Fold<ServiceSubscription> {
    static final String USER = "user_id";
    static final String SERVICE = "service";

    public SubscriptionFold() {
        super(
                ServiceSubscription.NAME,
                1,
                ServiceSubscription.class,
                new Field(USER, Kind.TEXT),
                new Field(SERVICE, Kind.TEXT));
        on(SubscriptionStarted.class, (before, event, at) -> ServiceSubscription.of(event));
        change(PlanChanged.class, (subscription, event, at) -> subscription.on(event.plan()));
        change(SubscriptionRenewed.class, (subscription, event, at) -> subscription.until(event.periodEnd(), false));
        change(SubscriptionCancelled.class, (subscription, event, at) -> subscription.until(event.periodEnd(), true));
        change(SubscriptionExpired.class, (subscription, event, at) -> subscription.ended());
        nothingPersonal();
    }

    @Override
    public String key(RecordedEvent event) {
        return ((SubscriptionEvent) event.payload()).subscriptionId().value();
    }
}

package io.ssouser.projections.subscription;

import io.ssouser.domain.subscription.SubscriptionEvent;
import io.ssouser.domain.subscription.SubscriptionEvent.PlanChanged;
import io.ssouser.domain.subscription.SubscriptionEvent.SubscriptionCanceled;
import io.ssouser.domain.subscription.SubscriptionEvent.SubscriptionExpired;
import io.ssouser.domain.subscription.SubscriptionEvent.SubscriptionRenewed;
import io.ssouser.domain.subscription.SubscriptionEvent.SubscriptionStarted;
import io.ssouser.domain.user.UserEvent.UserErased;
import io.ssouser.projections.CannotApply;
import io.ssouser.projections.Projection;
import io.ssouser.projections.store.DocumentStore;
import io.ssouser.projections.store.Documents;
import java.util.function.UnaryOperator;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackedEventMessage;

/** Keeps one {@link Subscription} a user and service. */
public final class SubscriptionProjection extends Projection {
    private final Documents<Subscription> subscriptions;

    public SubscriptionProjection(DocumentStore store) {
        this(Subscription.in(store));
    }

    private SubscriptionProjection(Documents<Subscription> subscriptions) {
        super(Subscription.NAME, subscriptions);
        this.subscriptions = subscriptions;
    }

    @EventHandler
    void on(SubscriptionStarted event, TrackedEventMessage<?> message) {
        Subscription started = new Subscription(
                event.subscriptionId(), event.userId(), event.service(), event.plan(), event.periodEnd(), false, false);
        subscriptions.save(event.subscriptionId().value(), positionOf(message), started);
    }

    @EventHandler
    void on(PlanChanged event, TrackedEventMessage<?> message) {
        change(event, message, subscription -> subscription.on(event.plan()));
    }

    @EventHandler
    void on(SubscriptionRenewed event, TrackedEventMessage<?> message) {
        change(event, message, subscription -> subscription.until(event.periodEnd(), false));
    }

    @EventHandler
    void on(SubscriptionCanceled event, TrackedEventMessage<?> message) {
        change(event, message, subscription -> subscription.until(event.periodEnd(), true));
    }

    @EventHandler
    void on(SubscriptionExpired event, TrackedEventMessage<?> message) {
        change(event, message, Subscription::ended);
    }

    /** Nothing here is personal, and what an erased user has paid for stays on the books. */
    @Override
    protected void erase(UserErased event, TrackedEventMessage<?> message) {}

    private void change(SubscriptionEvent event, TrackedEventMessage<?> message, UnaryOperator<Subscription> change) {
        String id = event.subscriptionId().value();
        Subscription kept =
                subscriptions.find(id).orElseThrow(() -> new CannotApply("no subscription that could change"));
        subscriptions.save(id, positionOf(message), change.apply(kept));
    }
}

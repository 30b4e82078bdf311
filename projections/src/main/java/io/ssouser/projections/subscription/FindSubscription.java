package io.ssouser.projections.subscription;

import io.ssouser.domain.subscription.SubscriptionId;
import io.ssouser.projections.ReadModelQuery;
import java.util.Optional;
import org.axonframework.messaging.responsetypes.ResponseType;
import org.axonframework.messaging.responsetypes.ResponseTypes;

/** Asks for one {@link ServiceSubscription}; empty when it was never started. */
public record FindSubscription(SubscriptionId subscriptionId) implements ReadModelQuery<Optional<ServiceSubscription>> {
    @Override
    public String readModel() {
        return ServiceSubscription.NAME;
    }

    @Override
    public String stream() {
        return subscriptionId.value();
    }

    @Override
    public ResponseType<Optional<ServiceSubscription>> answer() {
        return ResponseTypes.optionalInstanceOf(ServiceSubscription.class);
    }
}

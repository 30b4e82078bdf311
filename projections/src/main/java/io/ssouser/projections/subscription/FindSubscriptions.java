package io.ssouser.projections.subscription;

import io.ssouser.domain.UserId;
import io.ssouser.projections.UserQuery;
import java.util.List;
import org.axonframework.messaging.responsetypes.ResponseType;
import org.axonframework.messaging.responsetypes.ResponseTypes;

/** Asks for all of a user's {@link ServiceSubscription}s, ended ones among them, by service. */
public record FindSubscriptions(UserId userId) implements UserQuery<List<ServiceSubscription>> {
    @Override
    public String readModel() {
        return ServiceSubscription.NAME;
    }

    @Override
    public ResponseType<List<ServiceSubscription>> answer() {
        return ResponseTypes.multipleInstancesOf(ServiceSubscription.class);
    }
}

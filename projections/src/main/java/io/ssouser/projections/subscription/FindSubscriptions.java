package io.ssouser.projections.subscription;

import io.ssouser.domain.user.UserId;
import io.ssouser.projections.AccountQuery;
import java.util.List;
import org.axonframework.messaging.responsetypes.ResponseType;
import org.axonframework.messaging.responsetypes.ResponseTypes;

/** Asks for all of a user's {@link Subscription}s, ended ones among them, by service. */
public record FindSubscriptions(UserId userId) implements AccountQuery<List<Subscription>> {
    @Override
    public String readModel() {
        return Subscription.NAME;
    }

    @Override
    public ResponseType<List<Subscription>> answer() {
        return ResponseTypes.multipleInstancesOf(Subscription.class);
    }
}

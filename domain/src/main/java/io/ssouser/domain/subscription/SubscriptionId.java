package io.ssouser.domain.subscription;

import io.ssouser.domain.TextValue;
import io.ssouser.domain.UserId;

/** The id of a user's one subscription to a service, made of the two, so that there can be no second. */
public record SubscriptionId(String value) implements TextValue {

    public static SubscriptionId of(UserId user, ServiceName service) {
        return new SubscriptionId(user.value() + "/" + service.value());
    }

    @Override
    public String toString() {
        return value;
    }
}

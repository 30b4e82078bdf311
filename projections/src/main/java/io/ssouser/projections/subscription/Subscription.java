package io.ssouser.projections.subscription;

import io.ssouser.domain.subscription.PlanName;
import io.ssouser.domain.subscription.ServiceName;
import io.ssouser.domain.subscription.SubscriptionId;
import io.ssouser.domain.subscription.SubscriptionStatus;
import io.ssouser.domain.user.UserId;
import io.ssouser.projections.store.Collection;
import io.ssouser.projections.store.Collection.Field;
import io.ssouser.projections.store.Collection.Kind;
import io.ssouser.projections.store.DocumentStore;
import io.ssouser.projections.store.Documents;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user's one subscription to a service, as it was last arranged.
 *
 * @param periodEnd when it ends unless it is renewed; null when it runs without an end
 * @param canceled whether it will not be renewed
 * @param expiryNoted whether its end is on record; it has ended at {@code periodEnd} whether or not
 */
public record Subscription(
        SubscriptionId id,
        UserId userId,
        ServiceName service,
        PlanName plan,
        @Nullable Instant periodEnd,
        boolean canceled,
        boolean expiryNoted) {
    /** Processing group and collection. */
    public static final String NAME = "subscription";

    static final String USER = "user_id";
    static final String SERVICE = "service";

    static Documents<Subscription> in(DocumentStore store) {
        List<Field> fields = List.of(new Field(USER, Kind.TEXT), new Field(SERVICE, Kind.TEXT));
        return new Documents<>(store, new Collection(NAME, fields), Subscription.class);
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

    Subscription on(PlanName newPlan) {
        return new Subscription(id, userId, service, newPlan, periodEnd, canceled, expiryNoted);
    }

    Subscription until(@Nullable Instant newEnd, boolean toBeCanceled) {
        return new Subscription(id, userId, service, plan, newEnd, toBeCanceled, expiryNoted);
    }

    Subscription ended() {
        return new Subscription(id, userId, service, plan, periodEnd, canceled, true);
    }
}

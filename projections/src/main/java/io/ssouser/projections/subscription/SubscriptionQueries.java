package io.ssouser.projections.subscription;

import io.ssouser.projections.store.DocumentStore;
import io.ssouser.projections.store.Documents;
import io.ssouser.projections.store.Query;
import java.util.List;
import java.util.Optional;
import org.axonframework.queryhandling.QueryHandler;

/** Answers for subscriptions. */
public final class SubscriptionQueries {
    private static final int MOST_SERVICES = 1_000;

    private final Documents<ServiceSubscription> subscriptions;

    public SubscriptionQueries(DocumentStore store) {
        this.subscriptions = new Documents<>(store, new SubscriptionFold().collection(), ServiceSubscription.class);
    }

    @QueryHandler
    public Optional<ServiceSubscription> answer(FindSubscription query) {
        return subscriptions.find(query.subscriptionId().value());
    }

    @QueryHandler
    public List<ServiceSubscription> answer(FindSubscriptions query) {
        return subscriptions.find(new Query(
                List.of(new Query.Equals(SubscriptionFold.USER, query.userId().value())),
                SubscriptionFold.SERVICE,
                false,
                null,
                0,
                MOST_SERVICES));
    }
}

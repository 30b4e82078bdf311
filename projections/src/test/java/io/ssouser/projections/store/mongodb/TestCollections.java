package io.ssouser.projections.store.mongodb;

import com.mongodb.client.model.Indexes;
import io.ssouser.eventstore.mongodb.MongoIndex;
import io.ssouser.eventstore.mongodb.MongoStore;

/** The collections of a store, as the wiring gives them to the read models. */
public final class TestCollections {
    private TestCollections() {}

    public static MongoCollections of(MongoStore store) {
        return (name, indexes) -> store.collection(
                name,
                indexes.stream()
                        .map(index -> new MongoIndex(
                                index.name(), Indexes.ascending(index.keys()), false, index.expireAfter()))
                        .toArray(MongoIndex[]::new));
    }
}

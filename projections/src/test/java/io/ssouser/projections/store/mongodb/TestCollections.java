package io.ssouser.projections.store.mongodb;

import io.ssouser.eventstore.mongodb.MongoIndex;
import io.ssouser.eventstore.mongodb.MongoStore;

/** The collections of a store, as the wiring gives them to the read models. */
public final class TestCollections {
    private TestCollections() {}

    public static MongoCollections of(MongoStore store) {
        return (name, indexes) -> store.collection(
                name,
                indexes.stream()
                        .map(index -> index.expireAfter() == null
                                ? MongoIndex.of(index.name(), index.keys().toArray(String[]::new))
                                : MongoIndex.expiryOfFew(
                                        index.name(), index.keys().get(0), index.expireAfter()))
                        .toArray(MongoIndex[]::new));
    }
}

package io.ssouser.eventstore.state.mongodb;

import com.mongodb.client.model.Indexes;
import io.ssouser.eventstore.mongodb.MongoIndex;
import io.ssouser.eventstore.mongodb.MongoStore;
import io.ssouser.eventstore.state.StateCollection;
import io.ssouser.eventstore.state.StateSchema;
import io.ssouser.eventstore.state.StateSchema.Expiry;
import io.ssouser.eventstore.state.StateStore;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * {@link StateStore} in one MongoDB database, for many nodes and without transactions. Reads are causal, so none forgets what this node was
 * told. The server deletes what has expired. No index but that of the id is unique, so every collection can be sharded by it. What was
 * replaced or deleted stays in the server's oplog, journal, free pages and backups until they are overwritten: that cannot be hastened from
 * here.
 */
public final class MongoStateStore implements StateStore {
    private final MongoStore store;

    public MongoStateStore(MongoStore store) {
        this.store = store;
    }

    @Override
    public StateCollection collection(StateSchema schema) {
        List<MongoIndex> indexes = new ArrayList<>();
        schema.indexes()
                .forEach(index ->
                        indexes.add(MongoIndex.of(index.name(), index.fields().toArray(String[]::new))));
        Expiry expiry = schema.expiry();
        if (expiry != null) {
            indexes.add(new MongoIndex(expiry.index(), Indexes.ascending(expiry.field()), false, expiry.after()));
        }
        return new MongoStateCollection(
                schema, store, store.collection(schema.name(), indexes.toArray(MongoIndex[]::new)));
    }

    @Override
    public <T> T together(Supplier<T> writes) {
        return writes.get();
    }
}

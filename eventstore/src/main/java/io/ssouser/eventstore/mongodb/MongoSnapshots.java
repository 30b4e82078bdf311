package io.ssouser.eventstore.mongodb;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lte;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.ReplaceOptions;
import io.ssouser.eventstore.log.LeafForm;
import io.ssouser.eventstore.log.LogUnavailable;
import io.ssouser.eventstore.log.Snapshot;
import io.ssouser.eventstore.log.StoreUnavailable;
import java.util.Optional;
import org.bson.BsonBinary;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonString;

/**
 * Snapshots, one document an aggregate. One round authorization request each, which is little beside the events that were read to make it; when the store
 * cannot take one it is let go, because that costs only time.
 */
final class MongoSnapshots implements SnapshotCollection {
    private final MongoStore store;
    private final MongoCollection<BsonDocument> collection;

    MongoSnapshots(MongoStore store) {
        this.store = store;
        this.collection = store.collection("snapshot");
    }

    @Override
    public void keep(Snapshot snapshot) {
        try {
            if (isRefused(snapshot, true)) {
                // Either a newer one is kept, or another node has just inserted one, which may be older.
                isRefused(snapshot, false);
            }
        } catch (StoreUnavailable e) {
            // Let go.
        }
    }

    private boolean isRefused(Snapshot snapshot, boolean orInsert) {
        BsonDocument document = of(snapshot);
        return store.ask("Keeping a snapshot", () -> {
            try {
                collection.replaceOne(
                        and(eq("_id", snapshot.aggregateId()), lte("sequence", snapshot.sequence())),
                        document,
                        new ReplaceOptions().upsert(orInsert));
                return false;
            } catch (MongoWriteException e) {
                if (!MongoStore.isDuplicate(e)) {
                    throw e;
                }
                return true;
            }
        });
    }

    @Override
    public Optional<Snapshot> of(String aggregateId) {
        try {
            return Optional.ofNullable(store.ask(
                            "Reading a snapshot",
                            () -> collection.find(eq("_id", aggregateId)).first()))
                    .map(MongoSnapshots::snapshot);
        } catch (StoreUnavailable e) {
            throw new LogUnavailable(String.valueOf(e.getMessage()), e);
        }
    }

    private static BsonDocument of(Snapshot snapshot) {
        BsonDocument document = new BsonDocument("_id", new BsonString(snapshot.aggregateId()))
                .append("aggregateType", new BsonString(snapshot.aggregateType()))
                .append("sequence", new BsonInt64(snapshot.sequence()))
                .append("id", new BsonString(snapshot.eventId()))
                .append("type", new BsonString(snapshot.type()))
                .append("time", new BsonInt64(LeafForm.micros(snapshot.time())))
                .append("payload", new BsonBinary(snapshot.payload()))
                .append("metadata", new BsonBinary(snapshot.metadata()));
        CommitDocument.put(document, "revision", snapshot.revision());
        return document;
    }

    private static Snapshot snapshot(BsonDocument document) {
        return new Snapshot(
                document.getString("_id").getValue(),
                document.getString("aggregateType").getValue(),
                document.getInt64("sequence").getValue(),
                document.getString("id").getValue(),
                document.getString("type").getValue(),
                CommitDocument.text(document, "revision"),
                CommitDocument.time(document.getInt64("time").getValue()),
                document.getBinary("payload").getData(),
                document.getBinary("metadata").getData());
    }
}

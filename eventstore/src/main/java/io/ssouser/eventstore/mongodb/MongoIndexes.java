package io.ssouser.eventstore.mongodb;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.CreateIndexCommitQuorum;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.CreateIndexOptions;
import com.mongodb.client.model.IndexModel;
import io.ssouser.eventstore.log.StoreRefused;
import io.ssouser.eventstore.mongodb.server.ServerErrors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;

/**
 * One collection and its indexes as they have to be, made where they are missing. A server lists an index from the moment that its
 * building begins, but a unique one rules nothing out before its end: so each is asked for at every start, which is answered when it is
 * built, however long that takes.
 */
final class MongoIndexes {
    private static final List<String> OTHER_KINDS =
            List.of("capped", "timeseries", "viewOn", "collation", "expireAfterSeconds");

    private final MongoStore store;
    private final MongoDatabase database;
    private final String name;

    MongoIndexes(MongoStore store, MongoDatabase database, String name) {
        this.store = store;
        this.database = database;
        this.name = name;
    }

    MongoCollection<BsonDocument> ensure(MongoIndex... indexes) {
        if (!store.ask("Creating the collection " + name, this::create)) {
            requirePlain();
        }
        MongoCollection<BsonDocument> collection = database.getCollection(name, BsonDocument.class);
        if (indexes.length > 0) {
            requireNoOtherOfTheName(existing(collection), indexes);
            build(collection, indexes);
            requireNoOtherOfTheName(existing(collection), indexes);
        }
        return collection;
    }

    /** Nothing is asked before, because another node may be quicker. */
    private boolean create() {
        try {
            database.createCollection(name);
            return true;
        } catch (MongoCommandException e) {
            if (e.getErrorCode() != ServerErrors.NAMESPACE_EXISTS) {
                throw e;
            }
            return false;
        }
    }

    /** Of documents that stay until they are deleted here, and that are compared byte by byte. */
    private void requirePlain() {
        BsonDocument options = store.ask(
                "Reading the collection " + name,
                () ->
                        database
                                .listCollections(BsonDocument.class)
                                .filter(eq("name", name))
                                .into(new ArrayList<>())
                                .stream()
                                .findFirst()
                                .map(found -> found.getDocument("options", new BsonDocument()))
                                .orElseGet(BsonDocument::new));
        OTHER_KINDS.stream()
                .filter(kind -> !options.get(kind, BsonBoolean.FALSE).equals(BsonBoolean.FALSE))
                .findFirst()
                .ifPresent(kind -> {
                    throw new StoreRefused(
                            "The collection " + name + " was made with " + kind
                                    + ", which loses or mixes up documents: name another database, or copy its documents into a plain collection with all nodes stopped");
                });
    }

    private void requireNoOtherOfTheName(Map<String, BsonDocument> existing, MongoIndex... indexes) {
        for (MongoIndex index : indexes) {
            BsonDocument found = existing.get(index.name());
            if (found != null && !index.is(found)) {
                throw new StoreRefused("The index " + index.name() + " of the collection " + name + " is "
                        + found.toJson() + " but has to be " + index
                        + ": stop all nodes, drop it, and the next start makes the right one");
            }
        }
    }

    /** Without the time limits of a request. */
    private void build(MongoCollection<BsonDocument> collection, MongoIndex... indexes) {
        MongoCollection<BsonDocument> patient =
                collection.withTimeout(0, TimeUnit.MILLISECONDS).withWriteConcern(WriteConcern.MAJORITY);
        for (MongoIndex index : indexes) {
            String what = "Creating the index " + index.name() + " of the collection " + name;
            store.ask(what, () -> {
                try {
                    return patient.createIndexes(List.of(new IndexModel(index.keys(), index.options())), quorum());
                } catch (MongoException e) {
                    if (ServerErrors.INDEX_CONFLICTS.contains(e.getCode())) {
                        throw new StoreRefused(
                                what + " as " + index + ", the server says: " + e.getMessage()
                                        + ". Stop all nodes before you change what is in its way.",
                                e);
                    }
                    throw e;
                }
            });
        }
    }

    /** A standalone server has no members, and refuses to be asked about them. */
    private CreateIndexOptions quorum() {
        return store.isReplicated()
                ? new CreateIndexOptions().commitQuorum(CreateIndexCommitQuorum.MAJORITY)
                : new CreateIndexOptions();
    }

    private Map<String, BsonDocument> existing(MongoCollection<BsonDocument> collection) {
        return store.ask("Reading the indexes", () -> {
            Map<String, BsonDocument> found = new HashMap<>();
            for (BsonDocument index : collection.listIndexes(BsonDocument.class)) {
                found.put(index.getString("name").getValue(), index);
            }
            return found;
        });
    }

    /** Refuses any other index that could refuse a document, or delete one. */
    void requireNoOthers(MongoCollection<BsonDocument> collection, MongoIndex... declared) {
        existing(collection).forEach((other, found) -> {
            boolean known = other.equals("_id_")
                    || Arrays.stream(declared).anyMatch(index -> index.name().equals(other));
            boolean harmful = MongoIndex.isUnique(found) || found.containsKey("expireAfterSeconds");
            if (!known && harmful) {
                throw new StoreRefused(
                        "The index " + other + " of the collection " + name + " is not the service's and "
                                + (MongoIndex.isUnique(found) ? "would refuse events" : "deletes events") + ": "
                                + found.toJson() + ". Stop all nodes and drop it.");
            }
        });
    }
}

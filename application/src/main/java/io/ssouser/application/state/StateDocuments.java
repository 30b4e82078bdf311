package io.ssouser.application.state;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateOptions;
import io.ssouser.eventstore.log.StoreUnavailable;
import io.ssouser.eventstore.mongodb.MongoIndex;
import io.ssouser.eventstore.mongodb.MongoStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.conversions.Bson;

/**
 * A collection of documents beside the log, for many nodes. Each call changes one document or none, and what it changed a majority has
 * when it returns, and every later read of this node sees it, also after an election; so an order of calls, and a condition in each, take
 * the place of a transaction. Throws {@link StoreUnavailable} when the server cannot answer now: the change may have been made or not.
 */
public final class StateDocuments {
    private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);
    private static final ReplaceOptions PUT = new ReplaceOptions().upsert(true);

    private static final InsertManyOptions IN_ANY_ORDER = new InsertManyOptions().ordered(false);

    private final MongoStore store;
    private final String name;
    private final MongoCollection<BsonDocument> documents;

    /** Makes the collection and its indexes where they are missing. No index but that of {@code _id} may be unique. */
    public StateDocuments(MongoStore store, String name, MongoIndex... indexes) {
        this.store = store;
        this.name = name;
        this.documents = store.collection(name, indexes);
    }

    public Optional<BsonDocument> first(Bson condition) {
        return Optional.ofNullable(store.read(
                "Reading from " + name,
                documents,
                reads -> reads.find(condition).first()));
    }

    /** The first of that condition in that order, at most so many. */
    public List<BsonDocument> first(Bson condition, Bson order, int most) {
        return store.read(
                "Reading from " + name,
                documents,
                reads -> reads.find(condition).sort(order).limit(most).into(new ArrayList<>()));
    }

    public long count(Bson condition) {
        return store.read("Counting in " + name, documents, reads -> reads.count(condition));
    }

    /** All, in the order of their ids, in constant memory. */
    public void forEach(Consumer<BsonDocument> reader) {
        store.read("Reading " + name, documents, reads -> {
            reads.find(new BsonDocument())
                    .sort(new BsonDocument("_id", new BsonInt32(1)))
                    .forEach(reader);
            return true;
        });
    }

    /** @return false, and nothing is changed, when its id is taken */
    public boolean insert(BsonDocument document) {
        return unlessTaken(() -> documents.insertOne(document).wasAcknowledged());
    }

    /**
     * Inserts those whose ids are not taken, all at once. Their ids are strings.
     *
     * @return the ids that were taken
     */
    public Set<String> insertAll(List<BsonDocument> all) {
        return store.ask("Writing to " + name, () -> {
            try {
                documents.insertMany(all, IN_ANY_ORDER);
                return Set.of();
            } catch (MongoBulkWriteException e) {
                return taken(all, e);
            }
        });
    }

    private Set<String> taken(List<BsonDocument> all, MongoBulkWriteException failure) {
        boolean onlyTaken = failure.getWriteConcernError() == null
                && failure.getWriteErrors().stream().allMatch(MongoStore::isDuplicate);
        if (!onlyTaken) {
            throw store.failureOf("Writing to " + name, failure);
        }
        return failure.getWriteErrors().stream()
                .map(error -> all.get(error.getIndex()).getString("_id").getValue())
                .collect(Collectors.toSet());
    }

    /** @return whether there was one of that condition; of any number of callers whose change ends the condition one gets true */
    public boolean update(Bson condition, Bson change) {
        return write(() -> documents.updateOne(condition, change).getMatchedCount() == 1);
    }

    /** Changes the one of that id; where there is none, it is made. */
    public void upsert(String id, Bson change) {
        Bson condition = new BsonDocument("_id", new BsonString(id));
        boolean done;
        do {
            // Servers may answer that the id is taken when two make it at once.
            done = unlessTaken(
                    () -> documents.updateOne(condition, change, UPSERT).wasAcknowledged());
        } while (!done);
    }

    /**
     * Puts the document in the place of the one of that condition, which names its id; where there is none of that id, it is made.
     *
     * @return false, and nothing is changed, when the id is taken by one that is not of the condition
     */
    public boolean put(Bson condition, BsonDocument document) {
        return unlessTaken(() -> documents.replaceOne(condition, document, PUT).wasAcknowledged());
    }

    /** As {@link #update}, with another document in its place. */
    public boolean replace(Bson condition, BsonDocument document) {
        return write(() -> documents.replaceOne(condition, document).getMatchedCount() == 1);
    }

    /** @return whether there was one; of any number of callers one gets true */
    public boolean delete(Bson condition) {
        return write(() -> documents.deleteOne(condition).getDeletedCount() == 1);
    }

    /** Not at one moment: others may see some of them gone. */
    public void deleteAll(Bson condition) {
        write(() -> documents.deleteMany(condition).wasAcknowledged());
    }

    private boolean unlessTaken(BooleanSupplier write) {
        try {
            return write(write);
        } catch (MongoWriteException e) {
            if (!MongoStore.isDuplicate(e)) {
                throw e;
            }
            return false;
        }
    }

    private boolean write(BooleanSupplier write) {
        return store.ask("Writing to " + name, write::getAsBoolean);
    }
}

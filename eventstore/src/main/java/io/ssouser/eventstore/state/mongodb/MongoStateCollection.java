package io.ssouser.eventstore.state.mongodb;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.InsertManyOptions;
import io.ssouser.eventstore.mongodb.MongoStore;
import io.ssouser.eventstore.state.StateCollection;
import io.ssouser.eventstore.state.StateDocument;
import io.ssouser.eventstore.state.StateSchema;
import io.ssouser.eventstore.state.Where;
import java.time.Instant;
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
import org.jspecify.annotations.Nullable;

/** {@link StateCollection} in one collection of the server. Of each document {@code _id} is the id. */
final class MongoStateCollection implements StateCollection {
    private static final InsertManyOptions IN_ANY_ORDER = new InsertManyOptions().ordered(false);

    private final StateSchema schema;
    private final StateBson bson;
    private final MongoStore store;
    private final MongoCollection<BsonDocument> documents;
    private final String reading;
    private final String writing;

    MongoStateCollection(StateSchema schema, MongoStore store, MongoCollection<BsonDocument> documents) {
        this.schema = schema;
        this.bson = new StateBson(schema);
        this.store = store;
        this.documents = documents;
        this.reading = "Reading from " + schema.name();
        this.writing = "Writing to " + schema.name();
    }

    @Override
    public Optional<StateDocument> find(String id) {
        return first(new BsonDocument("_id", new BsonString(id)));
    }

    @Override
    public Optional<StateDocument> first(Where condition) {
        schema.requireIndexed(condition, null);
        return first(bson.condition(condition));
    }

    private Optional<StateDocument> first(BsonDocument condition) {
        @Nullable
        BsonDocument found =
                store.read(reading, documents, reads -> reads.find(condition).first());
        return Optional.ofNullable(found).map(bson::read);
    }

    @Override
    public List<StateDocument> first(Where condition, String orderBy, int most) {
        schema.requireIndexed(condition, orderBy);
        return store.read(
                reading,
                documents,
                reads -> reads.find(bson.condition(condition))
                        .sort(ascending(orderBy))
                        .limit(most)
                        .map(bson::read)
                        .into(new ArrayList<>()));
    }

    private static BsonDocument ascending(String field) {
        return new BsonDocument(field, new BsonInt32(1));
    }

    @Override
    public long count(Where condition) {
        if (!condition.terms().isEmpty()) {
            schema.requireIndexed(condition, null);
        }
        return store.read(reading, documents, reads -> reads.count(bson.condition(condition)));
    }

    @Override
    public void forEach(Consumer<StateDocument> reader) {
        store.read(reading, documents, reads -> {
            reads.find(new BsonDocument())
                    .sort(ascending("_id"))
                    .map(bson::read)
                    .forEach(reader);
            return true;
        });
    }

    @Override
    public boolean insert(StateDocument document) {
        try {
            return write(() -> documents.insertOne(bson.document(document)).wasAcknowledged());
        } catch (MongoWriteException e) {
            if (!MongoStore.isDuplicate(e)) {
                throw e;
            }
            return false;
        }
    }

    @Override
    public Set<String> insertAll(List<StateDocument> all) {
        return store.ask(writing, () -> {
            try {
                documents.insertMany(all.stream().map(bson::document).toList(), IN_ANY_ORDER);
                return Set.of();
            } catch (MongoBulkWriteException e) {
                return taken(all, e);
            }
        });
    }

    private Set<String> taken(List<StateDocument> all, MongoBulkWriteException failure) {
        boolean onlyTaken = failure.getWriteConcernError() == null
                && failure.getWriteErrors().stream().allMatch(MongoStore::isDuplicate);
        if (!onlyTaken) {
            throw store.failureOf(writing, failure);
        }
        return failure.getWriteErrors().stream()
                .map(error -> all.get(error.getIndex()).id())
                .collect(Collectors.toSet());
    }

    @Override
    public boolean update(StateDocument changes, Where condition) {
        BsonDocument set = new BsonDocument("$set", bson.fields(changes));
        return write(() -> documents
                        .updateOne(bson.condition(changes.id(), condition), set)
                        .getMatchedCount()
                == 1);
    }

    @Override
    public boolean replace(StateDocument document, Where condition) {
        return write(() -> documents
                        .replaceOne(bson.condition(document.id(), condition), bson.document(document))
                        .getMatchedCount()
                == 1);
    }

    @Override
    public boolean delete(String id, Where condition) {
        return write(() -> documents.deleteOne(bson.condition(id, condition)).getDeletedCount() == 1);
    }

    @Override
    public void deleteAll(Where condition) {
        schema.requireIndexed(condition, null);
        write(() -> documents.deleteMany(bson.condition(condition)).wasAcknowledged());
    }

    /** The server does so by itself. */
    @Override
    public void expire(Instant now) {}

    /** Each write is waited for: the node that claims is not the one that holds the data. */
    @Override
    public StateCollection claims() {
        return this;
    }

    private boolean write(BooleanSupplier write) {
        return store.ask(writing, write::getAsBoolean);
    }
}

package io.ssouser.eventstore.mongodb.token;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Field;
import io.ssouser.eventstore.mongodb.MongoStore;
import io.ssouser.eventstore.mongodb.ServerTime;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.conversions.Bson;

/** The collection of tokens: one document a group, so that its segments begin, split and end in one write each. */
final class TokenDocuments {
    private final MongoStore store;
    private final MongoCollection<BsonDocument> groups;

    TokenDocuments(MongoStore store) {
        this.store = store;
        this.groups = store.collection("token");
    }

    Optional<TokenDocument> find(String processor) {
        return Optional.ofNullable(store.ask(
                        "Reading a token", () -> groups.find(group(processor)).first()))
                .map(TokenDocument::new);
    }

    /** With the server's time in it. */
    Optional<TokenDocument> findNow(String processor) {
        return Optional.ofNullable(store.ask(
                        "Reading a token",
                        () -> groups.aggregate(List.of(
                                        Aggregates.match(group(processor)),
                                        Aggregates.addFields(new Field<>(TokenDocument.NOW, ServerTime.NOW))))
                                .first()))
                .map(TokenDocument::new);
    }

    /** @return false when the group's document does not meet the condition, or is not there */
    boolean update(String processor, Bson condition, Bson... changes) {
        return store.ask("Writing a token", () -> groups.updateOne(and(group(processor), condition), combine(changes)))
                        .getMatchedCount()
                == 1;
    }

    /** @return false when the group is there already */
    boolean insert(String processor, BsonDocument segments) {
        try {
            store.ask("Writing a token", () -> groups.insertOne(TokenDocument.of(processor, segments)));
            return true;
        } catch (MongoWriteException e) {
            return false;
        }
    }

    private static Bson group(String processor) {
        return eq(TokenDocument.ID, processor);
    }
}

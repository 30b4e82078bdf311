package io.ssouser.projections.store.mongodb;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.currentDate;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import io.ssouser.projections.store.Document;
import io.ssouser.projections.store.Kept;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * A document, or that there is none any more, as of a position.
 *
 * @param document null for a deletion
 * @param fields the declared ones, by which it is found
 */
record DocumentWrite(String id, long position, @Nullable Document document, BsonDocument fields) {
    static final String ID = "_id";
    static final String POSITION = "position";
    static final String JSON = "json";
    /** Holds the declared fields, so that they meet no other names. */
    static final String FIELDS = "by";
    /** When it was deleted; what is kept of it then says only up to which position nothing may bring it back. */
    static final String GONE = "gone";

    static DocumentWrite save(Document document, BsonDocument fields) {
        return new DocumentWrite(document.id(), document.position(), document, fields);
    }

    static DocumentWrite delete(String id, long position) {
        return new DocumentWrite(id, position, null, new BsonDocument());
    }

    Kept asKept() {
        return new Kept(position, document == null ? null : document.json());
    }

    /**
     * @param upsert makes a document that is not there, and breaks the unique index when it is there and has seen the position, or came
     *     there at this moment; without it nothing happens in the first case and it is written in the second
     */
    WriteModel<BsonDocument> model(boolean upsert) {
        Bson notSeen = and(eq(ID, id), lt(POSITION, position));
        if (document == null) {
            return new UpdateOneModel<>(
                    notSeen,
                    combine(set(POSITION, position), unset(JSON), unset(FIELDS), currentDate(GONE)),
                    new UpdateOptions().upsert(upsert));
        }
        BsonDocument content = new BsonDocument(ID, new BsonString(id))
                .append(POSITION, new BsonInt64(position))
                .append(JSON, new BsonString(document.json()))
                .append(FIELDS, fields);
        return new ReplaceOneModel<>(notSeen, content, new ReplaceOptions().upsert(upsert));
    }
}

package io.ssouser.eventstore.mongodb.server;

import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import org.bson.BsonDocument;
import org.bson.conversions.Bson;

/** The reads of one collection within one call, and not after it. */
public interface Reads {
    FindIterable<BsonDocument> find(Bson condition);

    long count(Bson condition);

    /** Where there is one server, and so nothing to wait for. */
    static Reads of(MongoCollection<BsonDocument> collection) {
        return new Reads() {
            @Override
            public FindIterable<BsonDocument> find(Bson condition) {
                return collection.find(condition);
            }

            @Override
            public long count(Bson condition) {
                return collection.countDocuments(condition);
            }
        };
    }
}

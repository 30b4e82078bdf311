package io.ssouser.projections.store.mongodb;

import com.mongodb.client.MongoCollection;
import java.time.Duration;
import java.util.List;
import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;

/** Gives the collections of one database, made with their indexes where they are missing, and refused where they are others. */
@FunctionalInterface
public interface MongoCollections {

    /** Of majority read and write concern, read from the primary. */
    MongoCollection<BsonDocument> collection(String name, List<Index> indexes);

    /**
     * @param keys ascending
     * @param expireAfter so long after the date in the only key a document is deleted; null for never
     */
    record Index(String name, List<String> keys, @Nullable Duration expireAfter) {}
}

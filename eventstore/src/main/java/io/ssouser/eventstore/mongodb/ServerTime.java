package io.ssouser.eventstore.mongodb;

import static com.mongodb.client.model.Filters.expr;

import java.time.Duration;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.conversions.Bson;

/**
 * Conditions on now, as the server knows it that makes the read or the write. On a replica set that is the primary, which also writes the
 * dates: one clock, until the next election. Through routers it is the clock of the router.
 */
public final class ServerTime {
    public static final BsonString NOW = new BsonString("$$NOW");

    private ServerTime() {}

    /** The date in the field is less long ago. */
    public static Bson isWithin(String field, Duration time) {
        return compared("$gt", field, time);
    }

    /** The date in the field is as long ago, or longer. */
    public static Bson isPast(String field, Duration time) {
        return compared("$lte", field, time);
    }

    private static Bson compared(String operator, String field, Duration time) {
        BsonDocument end = new BsonDocument(
                "$add", new BsonArray(List.of(new BsonString("$" + field), new BsonInt64(time.toMillis()))));
        return expr(new BsonDocument(operator, new BsonArray(List.of(end, NOW))));
    }
}

package io.ssouser.eventstore.mongodb;

import com.mongodb.MongoClientSettings;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonNumber;
import org.bson.BsonValue;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * An index that a collection must have.
 *
 * @param name by which errors and the server name it
 * @param keys as {@link Indexes} make them
 * @param expireAfter the server deletes a document so long after the date in its only key, give or take a minute or two; null for never
 * @param where what the indexed documents have in common; null for all documents
 */
public record MongoIndex(
        String name,
        Bson keys,
        boolean unique,
        @Nullable Duration expireAfter,
        @Nullable BsonDocument where) {
    /** What the server's list may say of an index without making it another one. */
    private static final Set<String> HARMLESS =
            Set.of("v", "key", "name", "ns", "unique", "background", "expireAfterSeconds", "partialFilterExpression");

    public MongoIndex(String name, Bson keys, boolean unique, @Nullable Duration expireAfter) {
        this(name, keys, unique, expireAfter, null);
    }

    public static MongoIndex of(String name, String... fields) {
        return new MongoIndex(name, Indexes.ascending(fields), false, null);
    }

    public static MongoIndex unique(String name, String... fields) {
        return new MongoIndex(name, Indexes.ascending(fields), true, null);
    }

    /** Deletes documents once the date in the field is past. */
    public static MongoIndex expiry(String name, String field) {
        return new MongoIndex(name, Indexes.ascending(field), false, Duration.ZERO);
    }

    /**
     * Deletes documents so long after the date in a field that few of them have. It holds these few alone, so no planner answers by it what
     * is asked of those without the field.
     */
    public static MongoIndex expiryOfFew(String name, String field, Duration after) {
        BsonDocument has = new BsonDocument("$exists", BsonBoolean.TRUE);
        return new MongoIndex(name, Indexes.ascending(field), false, after, new BsonDocument(field, has));
    }

    IndexOptions options() {
        IndexOptions options = new IndexOptions().name(name).unique(unique);
        if (where != null) {
            options.partialFilterExpression(where);
        }
        return expireAfter == null ? options : options.expireAfter(expireAfter.toSeconds(), TimeUnit.SECONDS);
    }

    /**
     * One that leaves documents out, hides itself or compares in another way has the same keys and is another.
     *
     * @param existing as the server lists it
     */
    boolean is(BsonDocument existing) {
        return isSameKey(existing.getDocument("key"))
                && isUnique(existing) == unique
                && Objects.equals(
                        number(existing.get("expireAfterSeconds")),
                        expireAfter == null ? null : expireAfter.toSeconds())
                && Objects.equals(existing.get("partialFilterExpression"), where)
                && existing.entrySet().stream()
                        .allMatch(
                                said -> HARMLESS.contains(said.getKey()) || BsonBoolean.FALSE.equals(said.getValue()));
    }

    static boolean isUnique(BsonDocument existing) {
        BsonValue unique = existing.get("unique", BsonBoolean.FALSE);
        return unique.isNumber() ? unique.asNumber().intValue() != 0 : BsonBoolean.TRUE.equals(unique);
    }

    /** Servers and drivers write the 1 of an ascending key as an int, a long or a double. */
    private boolean isSameKey(BsonDocument key) {
        BsonDocument mine = keyDocument();
        return mine.keySet().stream().toList().equals(key.keySet().stream().toList())
                && mine.keySet().stream()
                        .allMatch(field -> Objects.equals(number(mine.get(field)), number(key.get(field))));
    }

    BsonDocument keyDocument() {
        return keys.toBsonDocument(BsonDocument.class, MongoClientSettings.getDefaultCodecRegistry());
    }

    private static @Nullable Long number(@Nullable BsonValue value) {
        return value instanceof BsonNumber number ? Long.valueOf(number.longValue()) : null;
    }

    /** As the server would list it. */
    @Override
    public String toString() {
        return keyDocument().toJson()
                + (unique ? ", unique" : "")
                + (expireAfter == null ? "" : ", expireAfterSeconds " + expireAfter.toSeconds())
                + (where == null ? "" : ", partialFilterExpression " + where.toJson());
    }
}

package io.ssouser.eventstore.state.mongodb;

import io.ssouser.eventstore.state.StateDocument;
import io.ssouser.eventstore.state.StateSchema;
import io.ssouser.eventstore.state.StateSchema.FieldType;
import io.ssouser.eventstore.state.Where;
import io.ssouser.eventstore.state.Where.Term;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bson.BsonBinary;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonNull;
import org.bson.BsonString;
import org.bson.BsonValue;

/** How documents and conditions are said in BSON. Fields that the schema does not declare are not read. */
record StateBson(StateSchema schema) {

    BsonDocument document(StateDocument document) {
        BsonDocument written = new BsonDocument("_id", new BsonString(document.id()));
        written.putAll(fields(document));
        return written;
    }

    BsonDocument fields(StateDocument document) {
        schema.require(document);
        BsonDocument written = new BsonDocument();
        document.values().forEach((field, value) -> written.append(field, value(value)));
        return written;
    }

    /** Of the one document of that id, if it meets the condition. */
    BsonDocument condition(String id, Where condition) {
        BsonDocument of = new BsonDocument("_id", new BsonString(id));
        of.putAll(condition(condition));
        return of;
    }

    BsonDocument condition(Where condition) {
        schema.require(condition);
        BsonDocument of = new BsonDocument();
        condition.terms().forEach(term -> of.append(term.field(), comparison(term)));
        return of;
    }

    private static BsonValue comparison(Term term) {
        BsonValue value = term.value() == null ? BsonNull.VALUE : value(term.value());
        return switch (term.comparison()) {
            case EQUAL, ABSENT -> value;
            case AFTER -> new BsonDocument("$gt", value);
            case NOT_AFTER -> new BsonDocument("$lte", value);
        };
    }

    StateDocument read(BsonDocument found) {
        Map<String, Object> values = new LinkedHashMap<>();
        schema.fields().forEach((field, kind) -> {
            if (found.containsKey(field)) {
                values.put(field, value(found.get(field), kind));
            }
        });
        return new StateDocument(found.getString("_id").getValue(), Collections.unmodifiableMap(values));
    }

    private static Object value(BsonValue value, FieldType kind) {
        return switch (kind) {
            case TEXT -> value.asString().getValue();
            case NUMBER -> value.asNumber().longValue();
            case TIME -> Instant.ofEpochMilli(value.asDateTime().getValue());
            case BYTES -> value.asBinary().getData();
        };
    }

    private static BsonValue value(Object value) {
        if (value instanceof String text) {
            return new BsonString(text);
        }
        if (value instanceof Long number) {
            return new BsonInt64(number);
        }
        if (value instanceof Instant instant) {
            return new BsonDateTime(instant.toEpochMilli());
        }
        return new BsonBinary((byte[]) value);
    }
}

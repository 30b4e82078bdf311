package io.ssouser.projections.store.mongodb;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.nin;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.model.Sorts;
import io.ssouser.projections.store.DeclaredFields;
import io.ssouser.projections.store.Query;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.conversions.Bson;

/** A query over declared fields, for the server and for what was not sent to it yet. What people send is a BSON value, never a document. */
final class MongoQuery {
    private final DeclaredFields fields;
    private final Query query;
    private final List<Bson> terms = new ArrayList<>();
    private final List<Predicate<DocumentWrite>> tests = new ArrayList<>();

    MongoQuery(DeclaredFields fields, Query query) {
        this.fields = fields;
        this.query = query;
        terms.add(exists(DocumentWrite.GONE, false));
        query.conditions().forEach(this::add);
    }

    private void add(Query.Condition condition) {
        String field = condition.field();
        fields.require(field);
        if (condition instanceof Query.Equals equals) {
            BsonValue value = value(field, equals.value());
            terms.add(eq(path(field), value));
            tests.add(write -> write.fields().get(field).equals(value));
        } else if (condition instanceof Query.In in) {
            List<BsonValue> values =
                    in.values().stream().map(value -> value(field, value)).toList();
            terms.add(in(path(field), values));
            tests.add(write -> values.contains(write.fields().get(field)));
        } else if (condition instanceof Query.Range range) {
            if (range.from() != null) {
                BsonValue from = value(field, range.from());
                terms.add(gte(path(field), from));
                tests.add(write -> compare(write.fields().get(field), from) >= 0);
            }
            if (range.to() != null) {
                BsonValue to = value(field, range.to());
                terms.add(lt(path(field), to));
                tests.add(write -> compare(write.fields().get(field), to) < 0);
            }
        }
    }

    private BsonValue value(String field, Object value) {
        fields.requireKind(field, value);
        return value instanceof Long number ? new BsonInt64(number) : new BsonString(value.toString());
    }

    private static String path(String field) {
        return DocumentWrite.FIELDS + "." + field;
    }

    /** @throws IllegalArgumentException when no page can be asked with it */
    MongoQuery requirePage() {
        fields.requirePage(query);
        return this;
    }

    int skip() {
        return query.skip();
    }

    int limit() {
        return query.limit();
    }

    boolean isMetBy(DocumentWrite write) {
        return tests.stream().allMatch(test -> test.test(write));
    }

    boolean isBehindCursor(DocumentWrite write) {
        Query.Cursor after = query.after();
        if (after == null) {
            return true;
        }
        BsonValue value = value(query.orderBy(), after.orderValue());
        int difference = compare(write.fields().get(query.orderBy()), value);
        int beyond = difference == 0 ? compare(new BsonString(write.id()), new BsonString(after.id())) : difference;
        return query.descending() ? beyond < 0 : beyond > 0;
    }

    Comparator<DocumentWrite> order() {
        Comparator<DocumentWrite> ascending = Comparator.<DocumentWrite, BsonValue>comparing(
                        write -> write.fields().get(query.orderBy()), MongoQuery::compare)
                .thenComparing(write -> new BsonString(write.id()), MongoQuery::compare);
        return query.descending() ? ascending.reversed() : ascending;
    }

    /** Texts by their UTF-8 bytes, as the server does. */
    private static int compare(BsonValue one, BsonValue other) {
        return one.isInt64()
                ? Long.compare(one.asInt64().getValue(), other.asInt64().getValue())
                : Arrays.compareUnsigned(bytes(one), bytes(other));
    }

    private static byte[] bytes(BsonValue text) {
        return text.asString().getValue().getBytes(StandardCharsets.UTF_8);
    }

    /** Whatever page is asked. */
    Bson all(Collection<String> except) {
        return except.isEmpty() ? and(terms) : and(and(terms), nin(DocumentWrite.ID, except));
    }

    Bson page(Collection<String> except) {
        Query.Cursor after = query.after();
        return after == null ? all(except) : and(all(except), behind(after));
    }

    /** The first term is implied by the second, but it alone tells the index where to begin. */
    private Bson behind(Query.Cursor after) {
        String path = path(query.orderBy());
        BsonValue value = value(query.orderBy(), after.orderValue());
        BsonValue id = new BsonString(after.id());
        return query.descending()
                ? and(lte(path, value), or(lt(path, value), and(eq(path, value), lt(DocumentWrite.ID, id))))
                : and(gte(path, value), or(gt(path, value), and(eq(path, value), gt(DocumentWrite.ID, id))));
    }

    Bson sort() {
        String path = path(query.orderBy());
        return query.descending() ? Sorts.descending(path, DocumentWrite.ID) : Sorts.ascending(path, DocumentWrite.ID);
    }
}

package io.ssouser.projections.store.memory;

import io.ssouser.projections.store.Collection;
import io.ssouser.projections.store.Collection.Kind;
import io.ssouser.projections.store.DeclaredFields;
import io.ssouser.projections.store.Document;
import io.ssouser.projections.store.Kept;
import io.ssouser.projections.store.Query;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One collection, each document with the values of its declared fields. Of one thread at a time. */
final class MemoryCollection {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Comparator<String> BY_BYTES =
            Comparator.comparing(text -> text.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

    private final Collection declared;
    private final DeclaredFields fields;
    private final Map<String, Row> rows = new HashMap<>();

    private record Row(Document document, Map<String, Object> values) {}

    MemoryCollection(Collection declared) {
        this.declared = declared;
        this.fields = new DeclaredFields(declared);
    }

    /** @throws IllegalArgumentException when the other has other fields */
    MemoryCollection declaredAgain(MemoryCollection other) {
        if (!declared.equals(other.declared)) {
            throw new IllegalArgumentException("Collection " + declared.name() + " was declared with the fields "
                    + declared.fields() + ", not " + other.declared.fields());
        }
        return this;
    }

    MemoryCollection copy() {
        MemoryCollection copy = new MemoryCollection(declared);
        copy.rows.putAll(rows);
        return copy;
    }

    void save(Document document) {
        Map<String, Object> values = values(document.json());
        if (!kept(document.id()).hasSeen(document.position())) {
            rows.put(document.id(), new Row(document, values));
        }
    }

    void delete(String id, long position) {
        if (!kept(id).hasSeen(position)) {
            rows.remove(id);
        }
    }

    void forget(String id) {
        rows.remove(id);
    }

    void clear() {
        rows.clear();
    }

    Kept kept(String id) {
        Row row = rows.get(id);
        return row == null ? Kept.NOTHING : new Kept(row.document.position(), row.document.json());
    }

    Map<String, String> everything() {
        Map<String, String> all = new TreeMap<>();
        rows.forEach((id, row) -> all.put(id, row.document.json()));
        return all;
    }

    List<Document> find(Query query) {
        fields.requirePage(query);
        Comparator<Row> ascending = Comparator.<Row, Object>comparing(
                        row -> row.values.get(query.orderBy()), MemoryCollection::compare)
                .thenComparing(row -> row.document.id(), BY_BYTES);
        Comparator<Row> order = query.descending() ? ascending.reversed() : ascending;
        Query.Cursor after = query.after();
        Row last = after == null
                ? null
                : new Row(new Document(after.id(), 0, ""), Map.of(query.orderBy(), after.orderValue()));
        return matching(query)
                .filter(row -> last == null || order.compare(row, last) > 0)
                .sorted(order)
                .skip(query.skip())
                .limit(query.limit())
                .map(Row::document)
                .toList();
    }

    long count(Query query) {
        return matching(query).count();
    }

    private Stream<Row> matching(Query query) {
        query.conditions().forEach(this::require);
        return rows.values().stream()
                .filter(row -> query.conditions().stream().allMatch(condition -> meets(row, condition)));
    }

    private void require(Query.Condition condition) {
        fields.require(condition.field());
        values(condition).forEach(value -> fields.requireKind(condition.field(), value));
    }

    private static Stream<?> values(Query.Condition condition) {
        if (condition instanceof Query.Equals equals) {
            return Stream.of(equals.value());
        }
        if (condition instanceof Query.In in) {
            return in.values().stream();
        }
        Query.Range range = (Query.Range) condition;
        return Stream.of(range.from(), range.to()).filter(java.util.Objects::nonNull);
    }

    private static boolean meets(Row row, Query.Condition condition) {
        Object value = row.values.get(condition.field());
        if (condition instanceof Query.Range range) {
            return (range.from() == null || compare(value, range.from()) >= 0)
                    && (range.to() == null || compare(value, range.to()) < 0);
        }
        return values(condition).anyMatch(value::equals);
    }

    private static int compare(Object one, Object other) {
        return one instanceof Long number
                ? number.compareTo((Long) other)
                : BY_BYTES.compare((String) one, (String) other);
    }

    /** @throws IllegalArgumentException when it is no object, lacks a field, or holds another kind of value there */
    private Map<String, Object> values(String json) {
        JsonNode root;
        try {
            root = JSON.readTree(json);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("The document is no JSON");
        }
        if (!root.isObject()) {
            throw new IllegalArgumentException("The document is no JSON object");
        }
        Map<String, Object> values = new HashMap<>();
        fields.kinds().forEach((field, kind) -> {
            Object value = value(root.path(field), kind);
            if (value == null) {
                throw new IllegalArgumentException("The document lacks a declared field: " + field);
            }
            values.put(field, value);
        });
        return values;
    }

    private static @Nullable Object value(JsonNode node, Kind kind) {
        if (kind == Kind.TEXT) {
            return node.isString() ? node.stringValue() : null;
        }
        return node.isIntegralNumber() && node.canConvertToLong() ? node.longValue() : null;
    }
}

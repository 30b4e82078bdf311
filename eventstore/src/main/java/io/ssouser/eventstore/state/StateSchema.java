package io.ssouser.eventstore.state;

import io.ssouser.eventstore.state.Where.Term;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A collection with all its fields, and the indexes that answer what is asked of it. Declared in code, field by field; an undeclared field, a
 * value of another kind, and a question without an index are refused on every store alike.
 *
 * @param name kebab case
 * @param fields in the order declared
 */
public record StateSchema(
        String name,
        Map<String, FieldType> fields,
        List<StateIndex> indexes,
        @Nullable Expiry expiry) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");
    private static final Pattern FIELD = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    /** What a field holds, if it is there. */
    public enum FieldType {
        TEXT(String.class),
        NUMBER(Long.class),
        TIME(Instant.class),
        BYTES(byte[].class);

        private final Class<?> type;

        FieldType(Class<?> type) {
            this.type = type;
        }
    }

    /**
     * Finds documents by equality in the first fields and order or bound in the last.
     *
     * @param name unique in the database
     */
    public record StateIndex(String name, List<String> fields) {}

    /**
     * That a document may be deleted so long after the instant in a field.
     *
     * @param index by which they are found, unique in the database
     */
    public record Expiry(String index, String field, Duration after) {}

    public static StateSchema named(String name) {
        require(NAME, name);
        return new StateSchema(name, Map.of(), List.of(), null);
    }

    public StateSchema texts(String... names) {
        return with(FieldType.TEXT, names);
    }

    public StateSchema numbers(String... names) {
        return with(FieldType.NUMBER, names);
    }

    public StateSchema times(String... names) {
        return with(FieldType.TIME, names);
    }

    public StateSchema bytes(String... names) {
        return with(FieldType.BYTES, names);
    }

    private StateSchema with(FieldType kind, String... names) {
        Map<String, FieldType> more = new LinkedHashMap<>(fields);
        for (String field : names) {
            require(FIELD, field);
            more.put(field, kind);
        }
        return new StateSchema(name, Collections.unmodifiableMap(more), indexes, expiry);
    }

    /** @param what names the index, after the collection */
    public StateSchema index(String what, String... by) {
        List<StateIndex> more = new ArrayList<>(indexes);
        more.add(new StateIndex(name + "-" + what, List.of(by)));
        return new StateSchema(name, fields, List.copyOf(more), expiry);
    }

    /** @param field a time, which gets an index */
    public StateSchema expires(String field, Duration after) {
        return new StateSchema(name, fields, indexes, new Expiry(name + "-expiry", field, after));
    }

    public void require(StateDocument document) {
        document.values().forEach(this::require);
    }

    public void require(Where condition) {
        for (Term term : condition.terms()) {
            require(term.field(), term.value());
        }
    }

    private void require(String field, @Nullable Object value) {
        FieldType kind = fields.get(field);
        if (kind == null || value != null && !kind.type.isInstance(value)) {
            throw new IllegalArgumentException(
                    "Not a field of " + name + ", or not of its kind: " + field + " " + fields);
        }
    }

    /**
     * Refuses what would have to look at all documents.
     *
     * @param orderBy null where the order does not matter
     */
    public void requireIndexed(Where condition, @Nullable String orderBy) {
        require(condition);
        List<String> compared = condition.terms().stream().map(Term::field).toList();
        Stream<List<String>> byExpiry = Stream.ofNullable(expiry).map(known -> List.of(known.field()));
        boolean indexed = Stream.concat(indexes.stream().map(StateIndex::fields), byExpiry)
                .anyMatch(by -> (orderBy == null || by.contains(orderBy))
                        && (compared.isEmpty() ? by.get(0).equals(orderBy) : compared.contains(by.get(0))));
        if (!indexed) {
            throw new IllegalArgumentException(
                    "No index of " + name + " finds by " + compared + " in order of " + orderBy);
        }
    }

    private static void require(Pattern form, String name) {
        if (!form.matcher(name).matches()) {
            throw new IllegalArgumentException("Not a name: " + name);
        }
    }
}

package io.ssouser.projections.store;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a collection declares, for its store: which names are names, and which queries can be asked. Names come from code and are
 * checked all the same. Whatever is not as declared is an {@link IllegalArgumentException}.
 */
public final class DeclaredFields {
    private static final Pattern COLLECTION = Pattern.compile("[a-z][a-z0-9-]{0,62}");
    private static final Pattern FIELD = Pattern.compile("[a-z][a-z0-9_]{0,62}");
    private static final int LARGEST_PAGE = 1_000;

    private final Map<String, Collection.Kind> kinds = new LinkedHashMap<>();

    public DeclaredFields(Collection collection) {
        requireName(collection.name());
        for (Collection.Field field : collection.fields()) {
            requireName(FIELD, field.name());
            if (kinds.put(field.name(), field.kind()) != null) {
                throw new IllegalArgumentException("Declared twice: " + field.name());
            }
        }
    }

    /** Refuses what cannot be the name of a collection. */
    public static void requireName(String collection) {
        requireName(COLLECTION, collection);
    }

    private static void requireName(Pattern form, String name) {
        if (!form.matcher(name).matches()) {
            throw new IllegalArgumentException("Not a name: " + name);
        }
    }

    /** By name, in the order declared. */
    public Map<String, Collection.Kind> kinds() {
        return Collections.unmodifiableMap(kinds);
    }

    public void require(String field) {
        if (!kinds.containsKey(field)) {
            throw new IllegalArgumentException("Not a declared field: " + field);
        }
    }

    /** A value that the field can be compared with. */
    public void requireKind(String field, Object value) {
        require(field);
        Class<?> expected = kinds.get(field) == Collection.Kind.TEXT ? String.class : Long.class;
        if (!expected.isInstance(value)) {
            throw new IllegalArgumentException(field + " is compared with a " + expected.getSimpleName());
        }
    }

    /** Sound bounds, and an order that can be kept. */
    public void requirePage(Query query) {
        require(query.orderBy());
        if (query.limit() < 1 || query.limit() > LARGEST_PAGE || query.skip() < 0) {
            throw new IllegalArgumentException("Pages hold 1 to " + LARGEST_PAGE + " documents and skip none or more");
        }
        Query.Cursor after = query.after();
        if (after != null) {
            requireKind(query.orderBy(), after.orderValue());
            if (query.skip() > 0) {
                throw new IllegalArgumentException("A page follows a cursor or skips, not both");
            }
        }
    }

    @Override
    public String toString() {
        return kinds.toString();
    }
}

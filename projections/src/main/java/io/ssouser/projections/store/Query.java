package io.ssouser.projections.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A conjunction over declared fields.
 *
 * @param orderBy a declared field; ties are broken by id, in the same direction, so that the order is total
 * @param after continue behind the document with this order value and id; null from the start
 * @param skip documents to pass over first, for numbered pages; 0 with a cursor
 * @param limit 1 to 1,000
 */
public record Query(
        List<Condition> conditions,
        String orderBy,
        boolean descending,
        @Nullable Cursor after,
        int skip,
        int limit) {

    /** Values are {@code String} for TEXT fields and {@code Long} for INTEGER ones. */
    public sealed interface Condition {
        String field();
    }

    public record Equals(String field, Object value) implements Condition {}

    public record In(String field, List<?> values) implements Condition {}

    /** From inclusive, to exclusive; null is open. */
    public record Range(
            String field, @Nullable Object from, @Nullable Object to) implements Condition {}

    public record Cursor(Object orderValue, String id) {}
}

package io.ssouser.eventstore.state;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A document, or changes of one. Not printable beyond the names of its fields.
 *
 * @param id unique in its collection
 * @param values by name of the field: a {@link String}, {@link Long}, {@link Instant} of millisecond precision or byte array each, as the {@link
 *     StateSchema} declares it
 */
public record StateDocument(String id, Map<String, Object> values) {

    /** One without fields. */
    public StateDocument(String id) {
        this(id, Map.of());
    }

    /** The same with one more field; null is an absent field, and changes nothing. */
    public StateDocument with(String field, @Nullable Object value) {
        if (value == null) {
            return this;
        }
        Map<String, Object> more = new LinkedHashMap<>(values);
        more.put(field, value);
        return new StateDocument(id, Collections.unmodifiableMap(more));
    }

    public boolean has(String field) {
        return values.containsKey(field);
    }

    public String text(String field) {
        return (String) value(field);
    }

    public @Nullable String textOrNull(String field) {
        return (String) values.get(field);
    }

    public long number(String field) {
        return (Long) value(field);
    }

    public Instant time(String field) {
        return (Instant) value(field);
    }

    public byte[] bytes(String field) {
        return (byte[]) value(field);
    }

    private Object value(String field) {
        return Objects.requireNonNull(values.get(field), field);
    }

    @Override
    public String toString() {
        return "StateDocument" + values.keySet();
    }
}

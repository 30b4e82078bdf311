package io.ssouser.projections.store.sqlite;

import java.util.List;

/** A statement and the values for its question marks, in order. */
record Sql(String text, List<Object> values) {
    Sql(String text, Object... values) {
        this(text, List.of(values));
    }
}

package io.ssouser.eventstore.state.sqlite;

import io.ssouser.eventstore.log.StoreRefused;
import io.ssouser.eventstore.sqlite.BoundSql;
import io.ssouser.eventstore.sqlite.SqliteDatabase;
import io.ssouser.eventstore.state.StateDocument;
import io.ssouser.eventstore.state.StateSchema;
import io.ssouser.eventstore.state.StateSchema.Expiry;
import io.ssouser.eventstore.state.StateSchema.FieldType;
import io.ssouser.eventstore.state.Where;
import io.ssouser.eventstore.state.Where.Term;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The table of a collection, and how its documents and conditions are said in SQL. Instants are milliseconds since 1970. */
final class StateTable {
    /** So many rows of a table are deleted in one go of expiry. */
    static final int EXPIRED_AT_ONCE = 100;

    final StateSchema schema;
    final String name;
    /** All columns, the id first. */
    final String columns;

    StateTable(StateSchema schema) {
        this.schema = schema;
        this.name = quoted(schema.name().replace('-', '_'));
        this.columns = "id"
                + schema.fields().keySet().stream()
                        .map(field -> ", " + quoted(field))
                        .collect(Collectors.joining());
    }

    static String quoted(String identifier) {
        return '"' + identifier + '"';
    }

    /** A field that the table does not have yet becomes one of its columns. */
    void create(SqliteDatabase database, BoundSql sql, String whatToDo) {
        database.executeInTransaction(() -> {
            sql.write("CREATE TABLE IF NOT EXISTS " + name + " (id TEXT PRIMARY KEY"
                    + schema.fields().entrySet().stream()
                            .map(field -> ", " + quoted(field.getKey()) + " " + type(field.getValue()))
                            .collect(Collectors.joining())
                    + ")" + (schema.fields().containsValue(FieldType.BYTES) ? "" : " WITHOUT ROWID"));
            List<String> existing = sql.read(
                    "SELECT name FROM pragma_table_info(?)",
                    row -> row.getString(1),
                    schema.name().replace('-', '_'));
            requireKnown(existing, whatToDo);
            schema.fields().forEach((field, kind) -> {
                if (!existing.contains(field)) {
                    sql.write("ALTER TABLE " + name + " ADD COLUMN " + quoted(field) + " " + type(kind));
                }
            });
            schema.indexes().forEach(index -> createIndex(sql, index.name(), index.fields()));
            Expiry expiry = schema.expiry();
            if (expiry != null) {
                createIndex(sql, expiry.index(), List.of(expiry.field()));
            }
        });
    }

    private void requireKnown(List<String> existing, String whatToDo) {
        List<String> unknown = existing.stream()
                .filter(column -> !column.equals("id") && !schema.fields().containsKey(column))
                .toList();
        if (!unknown.isEmpty() || !existing.contains("id")) {
            throw new StoreRefused("The table " + name
                    + " was made by another version of this service, with the columns " + existing + whatToDo);
        }
    }

    private void createIndex(BoundSql sql, String index, List<String> fields) {
        String by = fields.stream().map(StateTable::quoted).collect(Collectors.joining(", "));
        sql.write("CREATE INDEX IF NOT EXISTS " + quoted(index.replace('-', '_')) + " ON " + name + " (" + by + ")");
    }

    private static String type(FieldType kind) {
        return switch (kind) {
            case TEXT -> "TEXT";
            case NUMBER, TIME -> "INTEGER";
            case BYTES -> "BLOB";
        };
    }

    /** With {@code " AND "} before each term. */
    String and(Where condition) {
        schema.require(condition);
        return condition.terms().stream()
                .map(term -> " AND " + quoted(term.field()) + comparison(term))
                .collect(Collectors.joining());
    }

    private static String comparison(Term term) {
        return switch (term.comparison()) {
            case EQUAL -> " = ?";
            case ABSENT -> " IS NULL";
            case AFTER -> " > ?";
            case NOT_AFTER -> " <= ?";
        };
    }

    /** The values of a condition, in the order of their question marks. */
    static List<Object> values(Where condition) {
        return condition.terms().stream()
                .flatMap(term -> term.value() == null ? Stream.empty() : Stream.of(stored(term.value())))
                .toList();
    }

    static Object stored(Object value) {
        return value instanceof Instant instant ? (Object) instant.toEpochMilli() : value;
    }

    StateDocument read(ResultSet row) throws SQLException {
        Map<String, Object> values = new LinkedHashMap<>();
        int column = 1;
        for (Map.Entry<String, FieldType> field : schema.fields().entrySet()) {
            column++;
            Object value = value(row, column, field.getValue());
            if (value != null) {
                values.put(field.getKey(), value);
            }
        }
        return new StateDocument(row.getString(1), Collections.unmodifiableMap(values));
    }

    private static @Nullable Object value(ResultSet row, int column, FieldType kind) throws SQLException {
        return switch (kind) {
            case TEXT -> row.getString(column);
            case BYTES -> row.getBytes(column);
            case NUMBER -> number(row, column);
            case TIME -> {
                Long millis = number(row, column);
                yield millis == null ? null : Instant.ofEpochMilli(millis);
            }
        };
    }

    private static @Nullable Long number(ResultSet row, int column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? null : number;
    }
}

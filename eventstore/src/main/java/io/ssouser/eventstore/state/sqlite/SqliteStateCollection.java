package io.ssouser.eventstore.state.sqlite;

import static io.ssouser.eventstore.state.sqlite.StateTable.quoted;

import io.ssouser.eventstore.sqlite.BoundSql;
import io.ssouser.eventstore.state.StateCollection;
import io.ssouser.eventstore.state.StateDocument;
import io.ssouser.eventstore.state.StateSchema.Expiry;
import io.ssouser.eventstore.state.Where;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@link StateCollection} in one table. */
final class SqliteStateCollection implements StateCollection {
    private final StateTable table;
    private final BoundSql sql;
    private final BoundSql unflushed;
    private final Runnable whenOverwritten;

    SqliteStateCollection(StateTable table, BoundSql sql, BoundSql unflushed, Runnable whenOverwritten) {
        this.table = table;
        this.sql = sql;
        this.unflushed = unflushed;
        this.whenOverwritten = whenOverwritten;
    }

    @Override
    public Optional<StateDocument> find(String id) {
        return read(" WHERE id = ?", List.of(id)).stream().findFirst();
    }

    @Override
    public Optional<StateDocument> first(Where condition) {
        table.schema.requireIndexed(condition, null);
        return read(" WHERE 1" + table.and(condition) + " LIMIT 1", StateTable.values(condition)).stream()
                .findFirst();
    }

    @Override
    public List<StateDocument> first(Where condition, String orderBy, int most) {
        table.schema.requireIndexed(condition, orderBy);
        return read(
                " WHERE 1" + table.and(condition) + " ORDER BY " + quoted(orderBy) + " LIMIT " + most,
                StateTable.values(condition));
    }

    private List<StateDocument> read(String where, List<Object> values) {
        return sql.read("SELECT " + table.columns + " FROM " + table.name + where, table::read, values.toArray());
    }

    @Override
    public long count(Where condition) {
        if (!condition.terms().isEmpty()) {
            table.schema.requireIndexed(condition, null);
        }
        return sql.number(
                "SELECT COUNT(*) FROM " + table.name + " WHERE 1" + table.and(condition),
                StateTable.values(condition).toArray());
    }

    @Override
    public void forEach(Consumer<StateDocument> reader) {
        sql.forEach("SELECT " + table.columns + " FROM " + table.name + " ORDER BY id", row -> {
            reader.accept(table.read(row));
            return true;
        });
    }

    @Override
    public boolean insert(StateDocument document) {
        table.schema.require(document);
        String fields = document.values().keySet().stream()
                .map(field -> ", " + quoted(field))
                .collect(Collectors.joining());
        List<@Nullable Object> values = new ArrayList<>();
        values.add(document.id());
        document.values().values().forEach(value -> values.add(StateTable.stored(value)));
        return write(
                "INSERT INTO " + table.name + " (id" + fields + ") VALUES (?"
                        + ", ?".repeat(document.values().size()) + ") ON CONFLICT (id) DO NOTHING",
                values);
    }

    @Override
    public Set<String> insertAll(List<StateDocument> documents) {
        return sql.transactions().fetchInTransaction(() -> {
            Set<String> taken = new HashSet<>();
            for (StateDocument document : documents) {
                if (!insert(document)) {
                    taken.add(document.id());
                }
            }
            return taken;
        });
    }

    @Override
    public boolean update(StateDocument changes, Where condition) {
        return set(changes, changes.values().keySet(), condition);
    }

    @Override
    public boolean replace(StateDocument document, Where condition) {
        return set(document, table.schema.fields().keySet(), condition);
    }

    private boolean set(StateDocument document, Collection<String> fields, Where condition) {
        table.schema.require(document);
        List<@Nullable Object> values = new ArrayList<>();
        for (String field : fields) {
            Object value = document.values().get(field);
            values.add(value == null ? null : StateTable.stored(value));
        }
        values.add(document.id());
        values.addAll(StateTable.values(condition));
        String set = fields.stream().map(field -> quoted(field) + " = ?").collect(Collectors.joining(", "));
        return overwrite("UPDATE " + table.name + " SET " + set + " WHERE id = ?" + table.and(condition), values);
    }

    @Override
    public boolean delete(String id, Where condition) {
        List<@Nullable Object> values = new ArrayList<>(List.of(id));
        values.addAll(StateTable.values(condition));
        return overwrite("DELETE FROM " + table.name + " WHERE id = ?" + table.and(condition), values);
    }

    @Override
    public void deleteAll(Where condition) {
        table.schema.requireIndexed(condition, null);
        overwrite("DELETE FROM " + table.name + " WHERE 1" + table.and(condition), StateTable.values(condition));
    }

    @Override
    public void expire(Instant now) {
        Expiry expiry = table.schema.expiry();
        if (expiry != null) {
            String field = quoted(expiry.field());
            overwrite(
                    "DELETE FROM " + table.name + " WHERE id IN (SELECT id FROM " + table.name + " WHERE " + field
                            + " <= ? ORDER BY " + field + " LIMIT ?)",
                    List.of(now.minus(expiry.after()).toEpochMilli(), StateTable.EXPIRED_AT_ONCE));
        }
    }

    @Override
    public StateCollection claims() {
        return new SqliteStateCollection(table, unflushed, unflushed, whenOverwritten);
    }

    private boolean overwrite(String statement, List<? extends @Nullable Object> values) {
        boolean done = write(statement, values);
        if (done) {
            whenOverwritten.run();
        }
        return done;
    }

    private boolean write(String statement, List<? extends @Nullable Object> values) {
        return sql.write(statement, values.toArray()) > 0;
    }
}

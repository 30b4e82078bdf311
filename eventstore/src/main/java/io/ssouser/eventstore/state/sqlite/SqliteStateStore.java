package io.ssouser.eventstore.state.sqlite;

import io.ssouser.eventstore.sqlite.BoundSql;
import io.ssouser.eventstore.sqlite.SqliteDatabase;
import io.ssouser.eventstore.state.StateCollection;
import io.ssouser.eventstore.state.StateSchema;
import io.ssouser.eventstore.state.StateStore;
import java.util.function.Supplier;

/**
 * {@link StateStore} in one SQLite file that one process owns: a table for each collection, with a column for each field. Writes join the
 * transaction that the calling thread has on the file, or make one of their own.
 */
public final class SqliteStateStore implements StateStore {
    private final SqliteDatabase database;
    private final String whatToDo;
    private final Runnable whenOverwritten;

    private SqliteStateStore(SqliteDatabase database, String whatToDo, Runnable whenOverwritten) {
        this.database = database;
        this.whatToDo = whatToDo;
        this.whenOverwritten = whenOverwritten;
    }

    public static SqliteStateStore of(SqliteDatabase database) {
        return of(database, "");
    }

    /** @param whatToDo with a file of another version, said when it is refused; begins with a full stop */
    public static SqliteStateStore of(SqliteDatabase database, String whatToDo) {
        return new SqliteStateStore(database, whatToDo, () -> {});
    }

    /**
     * One that leaves no byte of what was updated, replaced or deleted in its files. Each such write cuts the write-ahead log afterwards, so it
     * cannot be part of a transaction.
     */
    public static SqliteStateStore thatLeavesNothing(SqliteDatabase database) {
        database.executeInTransaction(
                () -> new BoundSql(database).read("PRAGMA secure_delete = ON", row -> row.getInt(1)));
        return new SqliteStateStore(database, "", database::checkpoint);
    }

    @Override
    public StateCollection collection(StateSchema schema) {
        StateTable table = new StateTable(schema);
        BoundSql sql = new BoundSql(database);
        table.create(database, sql, whatToDo);
        BoundSql unflushed = new BoundSql(database, database.unflushed());
        return new SqliteStateCollection(table, sql, unflushed, whenOverwritten);
    }

    @Override
    public <T> T together(Supplier<T> writes) {
        return database.fetchInTransaction(writes);
    }
}

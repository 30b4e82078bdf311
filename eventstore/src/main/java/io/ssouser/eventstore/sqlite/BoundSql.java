package io.ssouser.eventstore.sqlite;

import io.ssouser.eventstore.log.StoreUnavailable;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.axonframework.common.transaction.TransactionManager;
import org.jspecify.annotations.Nullable;

/**
 * SQL with bound values: writes join the thread's transaction or make their own, reads see what the thread's transaction wrote.
 *
 * @param transactions in which writes are made that are in none; of that database
 * @param failures what a failed statement is told as, by what was tried
 */
public record BoundSql(
        SqliteDatabase database,
        TransactionManager transactions,
        BiFunction<String, SQLException, RuntimeException> failures) {

    /** Throws {@link StoreUnavailable} when the file cannot be used now. */
    public BoundSql(SqliteDatabase database, TransactionManager transactions) {
        this(database, transactions, StoreUnavailable::or);
    }

    /** Writes that are in no transaction wait for the disk as the database does. */
    public BoundSql(SqliteDatabase database) {
        this(database, database);
    }

    /** Reads the row that the cursor is on. */
    public interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** @return rows changed */
    public int write(String sql, @Nullable Object... values) {
        return transactions.fetchInTransaction(() -> writeWithin(sql, values));
    }

    /**
     * As {@link #write}, in the transaction that the thread has. When it fails it has changed nothing, and the transaction goes on.
     *
     * @return rows changed
     */
    public int writeWithin(String sql, @Nullable Object... values) {
        return on(sql, values, PreparedStatement::executeUpdate);
    }

    public <T> List<T> read(String sql, Row<T> row, @Nullable Object... values) {
        return on(sql, values, statement -> {
            List<T> rows = new ArrayList<>();
            try (ResultSet results = statement.executeQuery()) {
                while (results.next()) {
                    rows.add(row.read(results));
                }
            }
            return rows;
        });
    }

    /** Reads row after row, and keeps none. */
    public void forEach(String sql, Row<?> reader) {
        on(sql, new Object[0], statement -> {
            try (ResultSet results = statement.executeQuery()) {
                while (results.next()) {
                    reader.read(results);
                }
            }
            return true;
        });
    }

    /** The only column of the only row, a number. */
    public long number(String sql, @Nullable Object... values) {
        return read(sql, row -> row.getLong(1), values).get(0);
    }

    private <T> T on(String sql, @Nullable Object[] values, PreparedStatements.Work<T> work) {
        try {
            return database.prepared(sql, statement -> {
                for (int i = 0; i < values.length; i++) {
                    statement.setObject(i + 1, values[i]);
                }
                return work.on(statement);
            });
        } catch (SQLException e) {
            throw failures.apply("Cannot do " + sql, e);
        }
    }
}

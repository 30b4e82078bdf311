package io.ssouser.eventstore.sqlite;

import io.ssouser.eventstore.log.StoreUnavailable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.jspecify.annotations.Nullable;

/**
 * SQL with bound values: writes join the thread's transaction or make their own, reads see what the thread's transaction wrote.
 * Throws {@link StoreUnavailable} when the file cannot be used now.
 */
public record BoundSql(ConnectionProvider connections, TransactionManager transactions) {

    /** Reads the row that the cursor is on. */
    public interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** @return rows changed */
    public int write(String sql, @Nullable Object... values) {
        return transactions.fetchInTransaction(() -> on(sql, values, PreparedStatement::executeUpdate));
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

    private interface Work<T> {
        T on(PreparedStatement statement) throws SQLException;
    }

    private <T> T on(String sql, @Nullable Object[] values, Work<T> work) {
        try (Connection connection = connections.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return work.on(statement);
        } catch (SQLException e) {
            throw StoreUnavailable.or("Cannot do " + sql, e);
        }
    }
}

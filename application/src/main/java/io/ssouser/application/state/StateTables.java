package io.ssouser.application.state;

import io.ssouser.eventstore.log.StoreUnavailable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.JdbcUtils.SqlResultConverter;
import org.axonframework.common.transaction.TransactionManager;
import org.jspecify.annotations.Nullable;

/**
 * Tables of the state file, spoken to in SQL with {@code ?} for each value. Throws {@link StoreUnavailable} when the file cannot be used
 * now, and an {@link IllegalStateException} for a statement that never can be done.
 */
public final class StateTables {
    private final ConnectionProvider connections;
    private final TransactionManager transactions;

    public StateTables(ConnectionProvider connections, TransactionManager transactions) {
        this.connections = connections;
        this.transactions = transactions;
    }

    /** Runs the work in one transaction: durable when this returns, undone when it throws. */
    public <T> T inTransaction(Supplier<T> work) {
        return transactions.fetchInTransaction(work);
    }

    /** Within {@link #inTransaction}. Returns how many rows were changed. */
    public int update(String sql, @Nullable Object... values) {
        return on(sql, values, PreparedStatement::executeUpdate);
    }

    /** The first row, if there is one. Sees the transaction's own changes when called within one. */
    public <T> Optional<T> first(SqlResultConverter<T> reader, String sql, @Nullable Object... values) {
        return on(sql, values, statement -> {
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(reader.apply(rows)) : Optional.empty();
            }
        });
    }

    /** All rows, in the order that the statement says. */
    public <T> List<T> all(SqlResultConverter<T> reader, String sql, @Nullable Object... values) {
        return on(sql, values, statement -> {
            try (ResultSet rows = statement.executeQuery()) {
                List<T> all = new ArrayList<>();
                while (rows.next()) {
                    all.add(reader.apply(rows));
                }
                return all;
            }
        });
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
            throw StoreUnavailable.or("Cannot use the state file", e);
        }
    }
}

package io.ssouser.application.state;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Supplier;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.JdbcException;
import org.axonframework.common.jdbc.JdbcUtils;
import org.axonframework.common.jdbc.JdbcUtils.SqlResultConverter;
import org.axonframework.common.transaction.TransactionManager;

/** Tables of the state file, spoken to in SQL with {@code ?} for each value. Every failure is a {@link JdbcException}. */
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
    public int update(String sql, Object... values) {
        return JdbcUtils.executeUpdates(connection(), StateTables::fail, c -> prepare(c, sql, values))[0];
    }

    /** The first row, if there is one. Sees the transaction's own changes when called within one. */
    public <T> Optional<T> first(SqlResultConverter<T> reader, String sql, Object... values) {
        return JdbcUtils.executeQuery(
                connection(),
                c -> prepare(c, sql, values),
                rows -> rows.next() ? Optional.of(reader.apply(rows)) : Optional.empty(),
                e -> new JdbcException("The state file cannot be read", e));
    }

    private Connection connection() {
        try {
            return connections.getConnection();
        } catch (SQLException e) {
            throw new JdbcException("The state file cannot be opened", e);
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    private static void fail(SQLException e) {
        throw new JdbcException("The state file cannot be written", e);
    }
}

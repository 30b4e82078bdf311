package io.ssouser.eventstore.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A connection and its statements that were prepared before, used by one thread at a time. What reads or changes rows is kept, and the
 * longest unused goes first; everything else is prepared each time, because some pragmas take effect when they are prepared
 * (sqlite.org/pragma.html).
 */
final class PreparedStatements implements AutoCloseable {
    private static final int MOST_KEPT = 32;
    private static final Set<String> ROW_STATEMENTS = Set.of("SELECT", "INSERT", "UPDATE", "DELETE");

    private final Connection connection;
    private final Map<String, PreparedStatement> idle = new LinkedHashMap<>();

    PreparedStatements(Connection connection) {
        this.connection = connection;
    }

    /** What to do with a statement. It closes the rows that it reads, and keeps nothing of either. */
    interface Work<T> {
        T on(PreparedStatement statement) throws SQLException;
    }

    /** The work may use the same connection, and even the same text, within itself. */
    <T> T use(String sql, Work<T> work) throws SQLException {
        PreparedStatement kept = idle.remove(sql);
        PreparedStatement statement = kept == null ? connection.prepareStatement(sql) : kept;
        T result;
        try {
            result = work.on(statement);
            statement.clearParameters();
        } catch (Throwable e) {
            closeAfter(e, statement);
            throw e;
        }
        if (isKept(sql)) {
            keep(sql, statement);
        } else {
            statement.close();
        }
        return result;
    }

    /** What made the work fail tells more than what closing it says. */
    private static void closeAfter(Throwable failure, PreparedStatement statement) {
        try {
            statement.close();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    private static boolean isKept(String sql) {
        int end = sql.indexOf(' ');
        return end > 0 && ROW_STATEMENTS.contains(sql.substring(0, end).toUpperCase(Locale.ROOT));
    }

    private void keep(String sql, PreparedStatement statement) throws SQLException {
        PreparedStatement other = idle.put(sql, statement);
        if (other != null) {
            other.close();
        }
        if (idle.size() > MOST_KEPT) {
            Iterator<PreparedStatement> oldest = idle.values().iterator();
            PreparedStatement leaving = oldest.next();
            oldest.remove();
            leaving.close();
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}

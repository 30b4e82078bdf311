package io.ssouser.eventstore.sqlite;

import io.ssouser.eventstore.log.StoreUnavailable;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteErrorCode;

/**
 * The one connection of a file that writes, used by one thread at a time. Transactions are begun and ended by statements, because the
 * driver's own commit begins the next transaction at once, and forgets when it could not.
 */
final class WritingConnection {
    private final Path file;
    private final Connection connection;
    private final PreparedStatements statements;
    private SynchronousMode synchronous;

    /** @param synchronous that the configuration says */
    WritingConnection(Path file, SQLiteConfig config, SynchronousMode synchronous) throws SQLException {
        this.file = file;
        this.connection = config.createConnection("jdbc:sqlite:" + file);
        this.statements = new PreparedStatements(connection);
        this.synchronous = synchronous;
    }

    /** Within a transaction. */
    <T> T use(String sql, PreparedStatements.Work<T> work) throws SQLException {
        return statements.use(sql, work);
    }

    /** @param wanted whether the commit of this transaction waits for the disk */
    void begin(SynchronousMode wanted) {
        if (synchronous != wanted) {
            execute("PRAGMA synchronous = " + wanted);
            synchronous = wanted;
        }
        execute("BEGIN IMMEDIATE");
    }

    void commit() {
        try {
            execute("COMMIT");
        } catch (RuntimeException e) {
            try {
                rollBack();
            } catch (RuntimeException cannotUndo) {
                e.addSuppressed(cannotUndo);
            }
            throw e;
        }
    }

    /** SQLite has undone some failed transactions by itself, and refuses to do so twice; the failure that made it tells more. */
    void rollBack() {
        try {
            tryTo("ROLLBACK");
        } catch (SQLException e) {
            if ((e.getErrorCode() & 0xff) != SQLiteErrorCode.SQLITE_ERROR.code) {
                throw StoreUnavailable.or("Cannot undo what was written to " + file, e);
            }
        }
    }

    /** @return false when someone reads an older state */
    boolean checkpoint() throws SQLException {
        try (Statement control = connection.createStatement();
                ResultSet outcome = control.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
            return outcome.next() && outcome.getInt(1) == 0;
        }
    }

    private void execute(String statement) {
        try {
            tryTo(statement);
        } catch (SQLException e) {
            throw StoreUnavailable.or("Cannot write " + file, e);
        }
    }

    private void tryTo(String statement) throws SQLException {
        try (Statement control = connection.createStatement()) {
            control.execute(statement);
        }
    }

    void close() throws SQLException {
        connection.close();
    }
}

package io.ssouser.eventstore.sqlite;

import io.ssouser.eventstore.log.StoreUnavailable;
import io.ssouser.eventstore.sqlite.PreparedStatements.Work;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.sqlite.SQLiteConfig;

/** As many connections that cannot write as read at once, each kept for the next who reads. */
final class DatabaseReaders implements AutoCloseable {
    private final Path file;
    private final SQLiteConfig config;
    private final ConcurrentLinkedDeque<PreparedStatements> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    DatabaseReaders(Path file, SQLiteConfig config) {
        this.file = file;
        this.config = config;
        config.setReadOnly(true);
    }

    <T> T use(String sql, Work<T> work) throws SQLException {
        PreparedStatements kept = idle.pollFirst();
        PreparedStatements reader =
                kept != null ? kept : new PreparedStatements(config.createConnection("jdbc:sqlite:" + file));
        try {
            return reader.use(sql, work);
        } finally {
            giveBack(reader);
        }
    }

    private void giveBack(PreparedStatements reader) {
        idle.addFirst(reader);
        if (closed && idle.remove(reader)) {
            try {
                reader.close();
            } catch (SQLException e) {
                throw StoreUnavailable.or("Cannot close a reader of " + file, e);
            }
        }
    }

    /** Those in use are closed when they are given back. */
    @Override
    public void close() throws SQLException {
        closed = true;
        for (PreparedStatements reader = idle.pollFirst(); reader != null; reader = idle.pollFirst()) {
            reader.close();
        }
    }
}

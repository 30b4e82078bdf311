package io.ssouser.eventstore.sqlite;

import io.ssouser.eventstore.log.StoreUnavailable;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import org.axonframework.common.jdbc.ConnectionWrapperFactory;
import org.sqlite.SQLiteConfig;

/** As many connections that cannot write as read at once, kept for the next reader when they are closed. */
final class DatabaseReaders implements AutoCloseable {
    private final Path file;
    private final SQLiteConfig config;
    private final ConcurrentLinkedDeque<Connection> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    DatabaseReaders(Path file, SQLiteConfig config) {
        this.file = file;
        this.config = config;
        config.setReadOnly(true);
    }

    Connection take() throws SQLException {
        Connection kept = idle.pollFirst();
        Connection reader = kept != null ? kept : config.createConnection("jdbc:sqlite:" + file);
        return ConnectionWrapperFactory.wrap(reader, new BackToIdle());
    }

    /** Those in use are closed when they are given back. */
    @Override
    public void close() throws SQLException {
        closed = true;
        for (Connection reader = idle.pollFirst(); reader != null; reader = idle.pollFirst()) {
            reader.close();
        }
    }

    private final class BackToIdle implements ConnectionWrapperFactory.ConnectionCloseHandler {
        private final AtomicBoolean given = new AtomicBoolean();

        /** Twice closed is once given back; a connection that someone left in a transaction is not kept. */
        @Override
        public void close(Connection reader) {
            if (!given.compareAndSet(false, true)) {
                return;
            }
            try {
                if (closed || !reader.getAutoCommit()) {
                    reader.close();
                    return;
                }
                idle.addFirst(reader);
                if (closed && idle.remove(reader)) {
                    reader.close();
                }
            } catch (SQLException e) {
                throw StoreUnavailable.or("Cannot close a reader of " + file, e);
            }
        }

        /** Readers commit each statement by themselves. */
        @Override
        public void commit(Connection reader) {}
    }
}

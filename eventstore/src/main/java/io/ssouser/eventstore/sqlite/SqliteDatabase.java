package io.ssouser.eventstore.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.locks.ReentrantLock;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.ConnectionWrapperFactory;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;
import org.sqlite.SQLiteConfig;

/**
 * One SQLite file in WAL mode: one writing connection, handed from transaction to transaction, and as many reading ones as read at
 * once. A thread inside {@link #startTransaction} gets the writing connection from {@link #getConnection}; a nested transaction joins
 * the outer one; any other thread gets a reading connection, to be closed by it. Writers queue here, so no one meets SQLITE_BUSY.
 */
public final class SqliteDatabase implements ConnectionProvider, TransactionManager, AutoCloseable {
    private final Path file;
    private final SQLiteConfig writing;
    private final SQLiteConfig reading;
    private final Connection writer;
    private final ReentrantLock writers = new ReentrantLock(true);
    private final ConcurrentLinkedDeque<Connection> idleReaders = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    private SqliteDatabase(Path file, Durability durability) throws SQLException {
        this.file = file;
        this.writing = config(durability);
        this.reading = config(durability);
        this.writer = writing.createConnection("jdbc:sqlite:" + file);
        writer.setAutoCommit(true);
    }

    /** What a power cut may take. */
    public enum Durability {
        /** Nothing that was committed: every commit waits for the disk. */
        EVERY_COMMIT,
        /** The last commits, never the file; and deleted content is overwritten. For what can be rebuilt. */
        REBUILDABLE
    }

    /**
     * Opens the file, or creates it, its folder included.
     *
     * @throws IllegalStateException when the file is not a usable SQLite database
     */
    public static SqliteDatabase open(Path file, Durability durability) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            return new SqliteDatabase(file, durability);
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("Cannot open " + file + ": " + e.getMessage(), e);
        }
    }

    private static SQLiteConfig config(Durability durability) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        boolean full = durability == Durability.EVERY_COMMIT;
        config.setSynchronous(full ? SQLiteConfig.SynchronousMode.FULL : SQLiteConfig.SynchronousMode.NORMAL);
        config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, full ? "false" : "true");
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        config.setBusyTimeout(10_000);
        return config;
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (writers.isHeldByCurrentThread()) {
            return ConnectionWrapperFactory.wrap(writer, new ConnectionWrapperFactory.NoOpCloseHandler());
        }
        Connection idle = idleReaders.pollFirst();
        Connection reader = idle != null ? idle : reading.createConnection("jdbc:sqlite:" + file);
        return ConnectionWrapperFactory.wrap(reader, new BackToIdle());
    }

    @Override
    public Transaction startTransaction() {
        if (writers.isHeldByCurrentThread()) {
            return new Joined();
        }
        writers.lock();
        try {
            writer.setAutoCommit(false);
            return new Outer();
        } catch (SQLException e) {
            writers.unlock();
            throw new IllegalStateException("Cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        closed = true;
        writers.lock();
        try {
            for (Connection reader = idleReaders.pollFirst(); reader != null; reader = idleReaders.pollFirst()) {
                reader.close();
            }
            writer.close();
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot close " + file + ": " + e.getMessage(), e);
        } finally {
            writers.unlock();
        }
    }

    private final class Outer implements Transaction {
        private boolean open = true;

        @Override
        public void commit() {
            end(true);
        }

        @Override
        public void rollback() {
            end(false);
        }

        private void end(boolean keep) {
            if (!open) {
                return;
            }
            open = false;
            try {
                if (keep) {
                    writer.commit();
                } else {
                    writer.rollback();
                }
            } catch (SQLException e) {
                undo(e);
                throw new IllegalStateException("Cannot write " + file + ": " + e.getMessage(), e);
            } finally {
                release();
            }
        }

        private void undo(SQLException why) {
            try {
                writer.rollback();
            } catch (SQLException e) {
                why.addSuppressed(e);
            }
        }

        private void release() {
            try {
                writer.setAutoCommit(true);
            } catch (SQLException e) {
                throw new IllegalStateException("Cannot write " + file + ": " + e.getMessage(), e);
            } finally {
                writers.unlock();
            }
        }
    }

    /** The outer transaction decides; an inner rollback is followed by the exception that makes the outer one roll back too. */
    private static final class Joined implements Transaction {
        @Override
        public void commit() {}

        @Override
        public void rollback() {}
    }

    private final class BackToIdle implements ConnectionWrapperFactory.ConnectionCloseHandler {
        @Override
        public void close(Connection reader) {
            try {
                if (closed) {
                    reader.close();
                } else {
                    idleReaders.addFirst(reader);
                }
            } catch (SQLException e) {
                throw new IllegalStateException("Cannot close a reader of " + file, e);
            }
        }

        /** Readers commit each statement by themselves. */
        @Override
        public void commit(Connection reader) {}
    }
}

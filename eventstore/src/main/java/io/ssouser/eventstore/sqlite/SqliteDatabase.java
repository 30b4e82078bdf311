package io.ssouser.eventstore.sqlite;

import io.ssouser.eventstore.StoreUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.ConnectionWrapperFactory;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;

/**
 * One SQLite file in WAL mode: one writing connection, handed from transaction to transaction, and as many reading ones as read at
 * once. A thread inside {@link #startTransaction} gets the writing connection from {@link #getConnection}; a nested transaction joins
 * the outer one and can only doom it; any other thread gets a connection that cannot write, to be closed by it. Writers queue here,
 * so no one meets SQLITE_BUSY. A transaction is ended by the thread that started it.
 */
public final class SqliteDatabase implements ConnectionProvider, TransactionManager, AutoCloseable {
    private final Path file;
    private final SQLiteConfig writing;
    private final SQLiteConfig reading;
    private final Connection writer;
    private final ReentrantLock writers = new ReentrantLock(true);
    private final ConcurrentLinkedDeque<Connection> idleReaders = new ConcurrentLinkedDeque<>();
    /** Of the thread that holds {@link #writers}. */
    private boolean doomed;

    private volatile boolean closed;

    private SqliteDatabase(Path file, Durability durability) throws SQLException {
        this.file = file;
        this.writing = config(durability);
        this.reading = config(durability);
        reading.setReadOnly(true);
        this.writer = writing.createConnection("jdbc:sqlite:" + file);
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
     * @throws StoreUnavailable when the folder or disk cannot be used
     * @throws IllegalStateException when the file is not a SQLite database
     */
    public static SqliteDatabase open(Path file, Durability durability) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            return new SqliteDatabase(file, durability);
        } catch (IOException e) {
            throw new StoreUnavailable("Cannot open " + file + ": " + e, e);
        } catch (SQLException e) {
            throw StoreUnavailable.or("Cannot open " + file, e);
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
        requireOpen();
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
            requireOpen();
            execute("BEGIN IMMEDIATE");
            doomed = false;
            return new Outer();
        } catch (RuntimeException e) {
            writers.unlock();
            throw e;
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new StoreUnavailable(file + " is closed");
        }
    }

    /** Explicit, because the driver's own commit begins the next transaction at once, and forgets when it could not. */
    private void execute(String statement) {
        try {
            tryTo(statement);
        } catch (SQLException e) {
            throw StoreUnavailable.or("Cannot write " + file, e);
        }
    }

    private void tryTo(String statement) throws SQLException {
        try (Statement control = writer.createStatement()) {
            control.execute(statement);
        }
    }

    /** SQLite has undone some failed transactions by itself, and refuses to do so twice; the failure that made it tells more. */
    private void rollBack() {
        try {
            tryTo("ROLLBACK");
        } catch (SQLException e) {
            if ((e.getErrorCode() & 0xff) != SQLiteErrorCode.SQLITE_ERROR.code) {
                throw StoreUnavailable.or("Cannot undo what was written to " + file, e);
            }
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
            throw StoreUnavailable.or("Cannot close " + file, e);
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
            if (!writers.isHeldByCurrentThread()) {
                throw new IllegalStateException(
                        "A transaction on " + file + " is ended by another thread than began it");
            }
            open = false;
            try {
                if (!keep) {
                    rollBack();
                } else if (doomed) {
                    rollBack();
                    throw new IllegalStateException(
                            "A part of this transaction on " + file + " was rolled back, so all is");
                } else {
                    commitOrUndo();
                }
            } finally {
                writers.unlock();
            }
        }

        private void commitOrUndo() {
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
    }

    private final class Joined implements Transaction {
        /** The outer transaction decides. */
        @Override
        public void commit() {}

        @Override
        public void rollback() {
            doomed = true;
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
                idleReaders.addFirst(reader);
                if (closed && idleReaders.remove(reader)) {
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

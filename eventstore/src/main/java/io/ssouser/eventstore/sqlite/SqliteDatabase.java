package io.ssouser.eventstore.sqlite;

import io.ssouser.eventstore.log.DataFolder;
import io.ssouser.eventstore.log.StoreUnavailable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.SynchronousMode;

/**
 * One SQLite file in WAL mode: one writing connection, handed from transaction to transaction, and as many reading ones as read at
 * once. The statements of a thread inside {@link #startTransaction} go to the writing connection; a nested transaction joins the outer one
 * and can only doom it; those of any other thread go to a connection that cannot write. Writers queue here,
 * so no one meets SQLITE_BUSY. A transaction is ended by the thread that started it.
 */
public final class SqliteDatabase implements TransactionManager, AutoCloseable {
    private final Path file;
    private final Durability durability;
    private final WritingConnection writer;
    private final DatabaseReaders readers;
    private final ReentrantLock writers = new ReentrantLock(true);
    /** Of the thread that holds {@link #writers}. */
    private boolean doomed;

    private volatile boolean closed;

    private SqliteDatabase(Path file, Durability durability) throws SQLException {
        this.file = file;
        this.durability = durability;
        this.writer = new WritingConnection(file, config(durability), synchronous(durability));
        this.readers = new DatabaseReaders(file, config(durability));
    }

    /** What a power cut may take. */
    public enum Durability {
        /** Nothing that was committed: every commit waits for the disk. */
        EVERY_COMMIT,
        /** The last commits, never the file; and deleted content is overwritten. For what can be rebuilt. */
        REBUILDABLE
    }

    /**
     * Opens the file, or creates it, its {@link DataFolder} included.
     *
     * @throws StoreUnavailable when the folder or disk cannot be used
     * @throws IllegalStateException when the file is not a SQLite database
     */
    public static SqliteDatabase open(Path file, Durability durability) {
        try {
            DataFolder.create(file.toAbsolutePath().getParent());
            DataFolder.ownerOnly(file);
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
        config.setSynchronous(synchronous(durability));
        config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, durability == Durability.EVERY_COMMIT ? "false" : "true");
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        config.setBusyTimeout(10_000);
        return config;
    }

    private static SynchronousMode synchronous(Durability durability) {
        return durability == Durability.EVERY_COMMIT ? SynchronousMode.FULL : SynchronousMode.NORMAL;
    }

    <T> T prepared(String sql, PreparedStatements.Work<T> work) throws SQLException {
        if (writers.isHeldByCurrentThread()) {
            return writer.use(sql, work);
        }
        requireOpen();
        return readers.use(sql, work);
    }

    @Override
    public Transaction startTransaction() {
        return start(synchronous(durability));
    }

    /** Transactions whose commits wait for no disk: a power cut may take them, but no end of the process. */
    public TransactionManager unflushed() {
        return () -> start(SynchronousMode.NORMAL);
    }

    private Transaction start(SynchronousMode wanted) {
        if (writers.isHeldByCurrentThread()) {
            return new Joined();
        }
        writers.lock();
        try {
            requireOpen();
            writer.begin(wanted);
            doomed = false;
            return new Outer();
        } catch (RuntimeException e) {
            writers.unlock();
            throw e;
        }
    }

    /**
     * Copies what the write-ahead log holds into the file and cuts the log, so that nothing of what was overwritten or deleted stays in
     * either, given {@code secure_delete}.
     *
     * @throws StoreUnavailable when the disk fails, or when someone reads an older state for ten seconds on
     * @throws IllegalStateException within a transaction
     */
    public void checkpoint() {
        if (writers.isHeldByCurrentThread()) {
            throw new IllegalStateException("A transaction on " + file + " cannot be copied before it ends");
        }
        writers.lock();
        try {
            requireOpen();
            if (!writer.checkpoint()) {
                throw new StoreUnavailable(file + " is being read, so its write-ahead log cannot be cut");
            }
        } catch (SQLException e) {
            throw StoreUnavailable.or("Cannot checkpoint " + file, e);
        } finally {
            writers.unlock();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new StoreUnavailable(file + " is closed");
        }
    }

    @Override
    public void close() {
        closed = true;
        writers.lock();
        try {
            readers.close();
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
                    writer.rollBack();
                } else if (doomed) {
                    writer.rollBack();
                    throw new IllegalStateException(
                            "A part of this transaction on " + file + " was rolled back, so all is");
                } else {
                    writer.commit();
                }
            } finally {
                writers.unlock();
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
}

package io.ssouser.eventstore.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Lock;
import org.sqlite.SQLiteConfig;

/**
 * Copies the write-ahead log into the file on a thread of its own, so that no append pays for it. Each takes two disk flushes, plus
 * one when the log starts over. What is appended during the copy is copied under the writers' lock, which is short.
 */
final class Checkpoints implements AutoCloseable {
    /** SQLite's own default is 1,000 pages on the committing thread; 16 MiB keeps the copies rare and recovery well under a second. */
    private static final long EVERY_PAGES = 4096;
    /** An event dirties at least its own page and one of the stream index. */
    private static final int PAGES_PER_EVENT = 2;

    private final Lock writers;
    private final Connection connection;
    private final Semaphore due = new Semaphore(0);
    private final Thread thread;
    private long pages;
    private volatile boolean closed;

    Checkpoints(Path file, Lock writers) throws SQLException {
        this.writers = writers;
        SQLiteConfig config = new SQLiteConfig();
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        this.connection = config.createConnection("jdbc:sqlite:" + file);
        this.thread = new Thread(this::run, "event-log-checkpoints");
        thread.setDaemon(true);
        thread.start();
    }

    /** Under the writers' lock. */
    void appended(int events) {
        pages += (long) events * PAGES_PER_EVENT;
        if (pages >= EVERY_PAGES) {
            pages = 0;
            due.release();
        }
    }

    private void run() {
        while (true) {
            due.acquireUninterruptibly();
            due.drainPermits();
            if (closed) {
                return;
            }
            try {
                if (!copied()) {
                    writers.lock();
                    try {
                        copied();
                    } finally {
                        writers.unlock();
                    }
                }
            } catch (SQLException e) {
                // Nothing is lost: the events stay in the write-ahead log, and the next checkpoint copies them.
                continue;
            }
        }
    }

    private boolean copied() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet frames = statement.executeQuery("PRAGMA wal_checkpoint(PASSIVE)")) {
            return frames.next() && frames.getInt(1) == 0 && frames.getInt(2) == frames.getInt(3);
        }
    }

    @Override
    public void close() throws SQLException {
        closed = true;
        due.release();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        connection.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

package io.ssouser.eventstore.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Lock;
import org.sqlite.SQLiteConfig;

/**
 * Copies the write-ahead log into the file on a thread of its own, so that no append pays for it. Each takes two disk flushes, plus
 * one when the log starts over. What is appended during the copy is copied under the writers' lock, which is short. A copy that fails is counted, and soon tried again.
 */
final class Checkpoints implements AutoCloseable {
    /** SQLite's own default is 1,000 pages on the committing thread; 16 MiB keeps the copies rare and recovery well under a second. */
    private static final long EVERY_PAGES = 4096;
    /** An event dirties at least its own page and one of the stream index. */
    private static final int PAGES_PER_EVENT = 2;

    /** A disk that is full or away comes back by a person's hand. */
    private static final Duration AGAIN_AFTER = Duration.ofSeconds(1);

    private final Lock writers;
    private final CheckpointCopy copy;
    private final LongAdder failures = new LongAdder();
    private final Semaphore due = new Semaphore(0);
    private final Thread thread;
    private long pages;
    private volatile boolean closed;

    /** What is copied, and from where to where. */
    interface CheckpointCopy extends AutoCloseable {
        /** @return whether nothing was left to copy */
        boolean isWhole() throws SQLException;

        @Override
        void close() throws SQLException;
    }

    Checkpoints(CheckpointCopy copy, Lock writers) {
        this.copy = copy;
        this.writers = writers;
        this.thread = new Thread(this::run, "event-log-checkpoints");
        thread.setDaemon(true);
        thread.start();
    }

    static Checkpoints of(Path file, Lock writers) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        return new Checkpoints(new PassiveCopy(config.createConnection("jdbc:sqlite:" + file)), writers);
    }

    /** Under the writers' lock. */
    void appended(int events) {
        pages += (long) events * PAGES_PER_EVENT;
        if (pages >= EVERY_PAGES) {
            pages = 0;
            due.release();
        }
    }

    /** Copies that failed, since the start. */
    long failures() {
        return failures.sum();
    }

    private void run() {
        for (boolean owed = false; !closed; ) {
            awaitTurn(owed);
            owed = !closed && !isCopied();
        }
    }

    private void awaitTurn(boolean owed) {
        try {
            if (owed) {
                due.tryAcquire(AGAIN_AFTER.toNanos(), TimeUnit.NANOSECONDS);
            } else {
                due.acquire();
            }
            due.drainPermits();
        } catch (InterruptedException e) {
            // Nobody knows this thread; and a copy that comes early does no harm.
        }
    }

    /** When not, nothing is lost: the events stay in the write-ahead log, which grows. */
    private boolean isCopied() {
        try {
            if (!copy.isWhole()) {
                writers.lock();
                try {
                    copy.isWhole();
                } finally {
                    writers.unlock();
                }
            }
            return true;
        } catch (SQLException e) {
            failures.increment();
            return false;
        }
    }

    private record PassiveCopy(Connection connection) implements CheckpointCopy {
        @Override
        public boolean isWhole() throws SQLException {
            try (Statement statement = connection.createStatement();
                    ResultSet frames = statement.executeQuery("PRAGMA wal_checkpoint(PASSIVE)")) {
                return frames.next() && frames.getInt(1) == 0 && frames.getInt(2) == frames.getInt(3);
            }
        }

        @Override
        public void close() throws SQLException {
            connection.close();
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
        copy.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

package io.ssouser.eventstore.sqlite;

import io.ssouser.eventstore.log.Commit;
import io.ssouser.eventstore.log.HashChain;
import io.ssouser.eventstore.log.Head;
import io.ssouser.eventstore.log.LeafForm;
import io.ssouser.eventstore.log.Snapshot;
import io.ssouser.eventstore.log.StoredEvent;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** The writing connection with its statements. For one thread at a time. */
final class LogWriter implements AutoCloseable {
    private static final int CACHE_KIB = 32 * 1024;

    private final Connection connection;
    private final Statement control;
    private PreparedStatement insert;
    private PreparedStatement takeBack;
    private PreparedStatement keepSnapshot;
    private PreparedStatement commitAt;
    private PreparedStatement end;
    private long latest;

    LogWriter(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setCacheSize(-CACHE_KIB);
        config.setWalAutocheckpoint(0);
        config.setBusyTimeout(10_000);
        connection = config.createConnection("jdbc:sqlite:" + file);
        try {
            control = connection.createStatement();
            prepare();
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private void prepare() throws SQLException {
        insert = connection.prepareStatement(EventRow.INSERT);
        takeBack = connection.prepareStatement("DELETE FROM event WHERE position >= ?");
        keepSnapshot = connection.prepareStatement(EventRow.KEEP_SNAPSHOT);
        commitAt = connection.prepareStatement("SELECT commit_id FROM event WHERE position = ?");
        end = connection.prepareStatement("SELECT position, chain, latest FROM event ORDER BY position DESC LIMIT 1");
    }

    /** The driver drops a statement that met an error of the disk. */
    void recover() throws SQLException {
        for (PreparedStatement statement : List.of(insert, takeBack, keepSnapshot, commitAt, end)) {
            statement.close();
        }
        prepare();
    }

    Head head() throws SQLException {
        try (ResultSet row = end.executeQuery()) {
            boolean any = row.next();
            latest = any ? row.getLong(3) : Long.MIN_VALUE;
            return any ? new Head(row.getLong(1) + 1, row.getBytes(2)) : new Head(0, HashChain.origin());
        }
    }

    /** The version of the file, which stands on its first page, once more. Asks for the end, as an append does. */
    Head touch() throws SQLException {
        execute("BEGIN IMMEDIATE");
        try {
            Head end = head();
            execute("PRAGMA user_version = " + LogFormat.VERSION);
            execute("COMMIT");
            return end;
        } catch (SQLException e) {
            rollBack(e);
            throw e;
        }
    }

    boolean holds(Commit commit) throws SQLException {
        commitAt.setLong(1, commit.lastPosition());
        try (ResultSet row = commitAt.executeQuery()) {
            return row.next() && commit.id().toString().equals(row.getString(1));
        }
    }

    /** One transaction. Returns how many leading commits are in; the next one meets an event of its stream. */
    int write(List<Commit> commits, List<Snapshot> snapshots) throws SQLException {
        execute("BEGIN IMMEDIATE");
        try {
            int inserted = insert(commits);
            for (Snapshot snapshot : inserted == 0 ? List.<Snapshot>of() : snapshots) {
                EventRow.bind(keepSnapshot, snapshot);
                keepSnapshot.executeUpdate();
            }
            execute(inserted == 0 ? "ROLLBACK" : "COMMIT");
            return inserted;
        } catch (SQLException | RuntimeException e) {
            rollBack(e);
            throw e;
        }
    }

    private void rollBack(Exception why) {
        try {
            execute("ROLLBACK");
        } catch (SQLException e) {
            // SQLite has rolled back by itself after most failures; there is then nothing to undo.
            why.addSuppressed(e);
        }
    }

    private int insert(List<Commit> commits) throws SQLException {
        for (int i = 0; i < commits.size(); i++) {
            long latestBefore = latest;
            try {
                insert(commits.get(i));
            } catch (SQLiteException e) {
                if (e.getResultCode() != SQLiteErrorCode.SQLITE_CONSTRAINT_UNIQUE) {
                    throw e;
                }
                takeBack.setLong(1, commits.get(i).firstPosition());
                takeBack.executeUpdate();
                latest = latestBefore;
                return i;
            }
        }
        return commits.size();
    }

    private void insert(Commit commit) throws SQLException {
        for (StoredEvent event : commit.events()) {
            latest = Math.max(latest, LeafForm.micros(event.time()));
            boolean last = event.position() == commit.lastPosition();
            EventRow.bind(insert, event, latest, last ? commit : null);
            insert.executeUpdate();
        }
    }

    /** Explicit, because the driver's own commit begins the next transaction at once and so would hold the write lock for ever. */
    void execute(String statement) throws SQLException {
        control.execute(statement);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}

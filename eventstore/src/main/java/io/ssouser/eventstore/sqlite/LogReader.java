package io.ssouser.eventstore.sqlite;

import io.ssouser.eventstore.log.Commit;
import io.ssouser.eventstore.log.HashChain;
import io.ssouser.eventstore.log.LogBroken;
import io.ssouser.eventstore.log.Snapshot;
import io.ssouser.eventstore.log.StoredEvent;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/** One read-only connection with its statements. Each question sees one state of the log. For one thread at a time. */
final class LogReader implements AutoCloseable {
    private final Connection connection;
    private final PreparedStatement forward;
    private final PreparedStatement commits;
    private final PreparedStatement stream;
    private final PreparedStatement lastOf;
    private final PreparedStatement latestAt;
    private final PreparedStatement end;
    private final PreparedStatement snapshot;

    LogReader(Path file) throws SQLException {
        this("jdbc:sqlite:" + file);
    }

    /** Of a file that nobody writes now; nothing is created beside it. */
    static LogReader ofResting(Path file) throws SQLException {
        return new LogReader("jdbc:sqlite:" + file.toUri() + "?immutable=1");
    }

    private LogReader(String url) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(10_000);
        connection = config.createConnection(url);
        try {
            String select = "SELECT " + EventRow.COLUMNS + " FROM event ";
            forward = connection.prepareStatement(select + "WHERE position >= ? ORDER BY position LIMIT ?");
            commits = connection.prepareStatement(
                    "SELECT " + EventRow.COMMIT_COLUMNS + " FROM event WHERE position >= ? ORDER BY position LIMIT ?");
            stream = connection.prepareStatement(
                    select + "WHERE aggregate_id = ? AND sequence >= ? ORDER BY sequence LIMIT ?");
            lastOf = connection.prepareStatement(
                    "SELECT sequence, position FROM event WHERE aggregate_id = ? ORDER BY sequence DESC LIMIT 1");
            latestAt = connection.prepareStatement("SELECT latest FROM event WHERE position = ?");
            end = connection.prepareStatement("SELECT position, chain FROM event ORDER BY position DESC LIMIT 1");
            snapshot = connection.prepareStatement("SELECT * FROM snapshot WHERE aggregate_id = ?");
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    List<StoredEvent> read(long from, int limit) throws SQLException {
        forward.setLong(1, from);
        forward.setInt(2, limit);
        return events(forward);
    }

    List<Commit> readCommits(long from, int limit) throws SQLException {
        commits.setLong(1, from);
        commits.setInt(2, limit);
        List<Commit> whole = new ArrayList<>();
        List<StoredEvent> events = new ArrayList<>();
        int rows = 0;
        try (ResultSet row = commits.executeQuery()) {
            for (; row.next(); rows++) {
                events.add(EventRow.event(row));
                if (row.getBytes(14) != null) {
                    whole.add(EventRow.commit(row, events));
                    events = new ArrayList<>();
                }
            }
        }
        if (rows == limit && whole.isEmpty()) {
            return readCommits(from, 2 * limit);
        }
        if (rows < limit && !events.isEmpty()) {
            whole.add(EventRow.cutShort(events));
        }
        return whole;
    }

    List<StoredEvent> readStream(String aggregateId, long fromSequence, int limit) throws SQLException {
        stream.setString(1, aggregateId);
        stream.setLong(2, fromSequence);
        stream.setInt(3, limit);
        return events(stream);
    }

    private static List<StoredEvent> events(PreparedStatement query) throws SQLException {
        List<StoredEvent> events = new ArrayList<>();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                events.add(EventRow.event(rows));
            }
        }
        return events;
    }

    OptionalLong lastSequenceOf(String aggregateId) throws SQLException {
        return lastOf(aggregateId, 1);
    }

    OptionalLong lastPositionOf(String aggregateId) throws SQLException {
        return lastOf(aggregateId, 2);
    }

    private OptionalLong lastOf(String aggregateId, int column) throws SQLException {
        lastOf.setString(1, aggregateId);
        try (ResultSet row = lastOf.executeQuery()) {
            return row.next() ? OptionalLong.of(row.getLong(column)) : OptionalLong.empty();
        }
    }

    /** The chain of a log whose last commit is cut short is null. */
    record End(long nextPosition, byte @Nullable [] chain) {}

    End end() throws SQLException {
        try (ResultSet row = end.executeQuery()) {
            return row.next() ? new End(row.getLong(1) + 1, row.getBytes(2)) : new End(0, HashChain.origin());
        }
    }

    /** Halves the log: {@code latest} never falls, and rises to the moment exactly at the event that is looked for. */
    OptionalLong firstPositionAtOrAfter(long micros) throws SQLException {
        long end = end().nextPosition();
        long low = 0;
        long high = end;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (latestAt(middle) >= micros) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low < end ? OptionalLong.of(low) : OptionalLong.empty();
    }

    private long latestAt(long position) throws SQLException {
        latestAt.setLong(1, position);
        try (ResultSet row = latestAt.executeQuery()) {
            if (!row.next()) {
                throw new LogBroken("Position " + position + " is missing");
            }
            return row.getLong(1);
        }
    }

    Optional<Snapshot> snapshotOf(String aggregateId) throws SQLException {
        snapshot.setString(1, aggregateId);
        try (ResultSet row = snapshot.executeQuery()) {
            return row.next() ? Optional.of(EventRow.snapshot(row)) : Optional.empty();
        }
    }

    Connection connection() {
        return connection;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}

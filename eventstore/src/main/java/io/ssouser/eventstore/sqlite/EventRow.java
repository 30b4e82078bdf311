package io.ssouser.eventstore.sqlite;

import io.ssouser.eventstore.log.Commit;
import io.ssouser.eventstore.log.LeafForm;
import io.ssouser.eventstore.log.Snapshot;
import io.ssouser.eventstore.log.StoredEvent;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Events and snapshots as rows: columns in the order of the tables. */
final class EventRow {
    static final String COLUMNS =
            "position, aggregate_id, aggregate_type, sequence, event_id, type, revision, time, payload, metadata";
    static final String COMMIT_COLUMNS = COLUMNS + ", commit_id, commit_time, node, chain";
    static final String INSERT = "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    static final String KEEP_SNAPSHOT = "INSERT INTO snapshot VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
            + " ON CONFLICT (aggregate_id) DO UPDATE SET aggregate_type = excluded.aggregate_type,"
            + " sequence = excluded.sequence, event_id = excluded.event_id, type = excluded.type,"
            + " revision = excluded.revision, time = excluded.time, payload = excluded.payload,"
            + " metadata = excluded.metadata WHERE excluded.sequence >= snapshot.sequence";

    private EventRow() {}

    /** @param last the commit when this is its last event */
    static void bind(PreparedStatement row, StoredEvent event, long latest, @Nullable Commit last) throws SQLException {
        row.setLong(1, event.position());
        row.setString(2, event.aggregateId());
        row.setString(3, event.aggregateType());
        row.setLong(4, event.sequence());
        row.setString(5, event.eventId());
        row.setString(6, event.type());
        row.setString(7, event.revision());
        row.setLong(8, LeafForm.micros(event.time()));
        row.setBytes(9, event.payload());
        row.setBytes(10, event.metadata());
        row.setLong(11, latest);
        if (last == null) {
            for (int column = 12; column <= 15; column++) {
                row.setNull(column, Types.NULL);
            }
        } else {
            row.setString(12, last.id().toString());
            row.setLong(13, LeafForm.micros(last.time()));
            row.setString(14, last.node());
            row.setBytes(15, last.chain());
        }
    }

    static void bind(PreparedStatement row, Snapshot snapshot) throws SQLException {
        row.setString(1, snapshot.aggregateId());
        row.setString(2, snapshot.aggregateType());
        row.setLong(3, snapshot.sequence());
        row.setString(4, snapshot.eventId());
        row.setString(5, snapshot.type());
        row.setString(6, snapshot.revision());
        row.setLong(7, LeafForm.micros(snapshot.time()));
        row.setBytes(8, snapshot.payload());
        row.setBytes(9, snapshot.metadata());
    }

    static StoredEvent event(ResultSet row) throws SQLException {
        return new StoredEvent(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getLong(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                time(row.getLong(8)),
                row.getBytes(9),
                row.getBytes(10));
    }

    /** From the columns of its last row. */
    static Commit commit(ResultSet last, List<StoredEvent> events) throws SQLException {
        UUID id = UUID.fromString(last.getString(11));
        return new Commit(id, time(last.getLong(12)), last.getString(13), events, last.getBytes(14));
    }

    /** Of a commit that has lost its last row. */
    static Commit cutShort(List<StoredEvent> events) {
        return new Commit(new UUID(0, 0), Instant.EPOCH, "", events, new byte[0]);
    }

    static Snapshot snapshot(ResultSet row) throws SQLException {
        return new Snapshot(
                row.getString(1),
                row.getString(2),
                row.getLong(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                time(row.getLong(7)),
                row.getBytes(8),
                row.getBytes(9));
    }

    static Instant time(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}

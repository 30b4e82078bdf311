package io.ssouser.eventstore.sqlite;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.LongFunction;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.deadletter.Cause;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.axonframework.messaging.deadletter.GenericDeadLetter;
import org.axonframework.messaging.deadletter.NoSuchDeadLetterException;
import org.axonframework.messaging.deadletter.ThrowableCause;

/** The dead letters of one group as rows: an event's position, what holds it up, and why; nothing of what it says. */
final class DeadLetterTable {
    private final String group;
    private final Statements sql;
    private final LongFunction<TrackedEventMessage<?>> eventAt;
    private final Clock clock;

    DeadLetterTable(String group, Statements sql, LongFunction<TrackedEventMessage<?>> eventAt, Clock clock) {
        this.group = group;
        this.sql = sql;
        this.eventAt = eventAt;
        this.clock = clock;
        // turn orders the tries: a clock may stand still, a counter does not.
        sql.write("CREATE TABLE IF NOT EXISTS dead_letters (processor TEXT NOT NULL, position INTEGER NOT NULL,"
                + " sequence TEXT NOT NULL, event_id TEXT NOT NULL, type TEXT NOT NULL, parked_at INTEGER NOT NULL,"
                + " tried_at INTEGER NOT NULL, turn INTEGER NOT NULL DEFAULT 0, attempts INTEGER NOT NULL,"
                + " cause TEXT, message TEXT, PRIMARY KEY (processor, position)) WITHOUT ROWID");
        sql.write(
                "CREATE INDEX IF NOT EXISTS dead_letters_by_sequence ON dead_letters (processor, sequence, position)");
    }

    static long positionOf(DeadLetter<? extends EventMessage<?>> letter) {
        if (letter.message() instanceof TrackedEventMessage<?> tracked) {
            return tracked.trackingToken().position().orElseThrow();
        }
        throw new IllegalArgumentException(
                "Not from the log: event " + letter.message().getIdentifier());
    }

    void add(String sequence, DeadLetter<? extends EventMessage<?>> letter) {
        EventMessage<?> event = letter.message();
        long now = clock.millis();
        sql.write(
                "INSERT INTO dead_letters (processor, position, sequence, event_id, type, parked_at, tried_at, attempts, cause,"
                        + " message) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                group,
                positionOf(letter),
                sequence,
                event.getIdentifier(),
                event.getPayloadType().getName(),
                now,
                now,
                letter.cause().isPresent() ? 1 : 0,
                letter.cause().map(Cause::type).orElse(null),
                letter.cause().map(Cause::message).orElse(null));
    }

    /** Whether the sequence stopped at this position or before it. */
    boolean holdsUp(String sequence, long position) {
        return sql.number(
                        "SELECT EXISTS (SELECT 1 FROM dead_letters WHERE processor = ? AND sequence = ? AND position <= ?)",
                        group,
                        sequence,
                        position)
                == 1;
    }

    void remove(long position) {
        sql.write("DELETE FROM dead_letters WHERE processor = ? AND position = ?", group, position);
    }

    /** @return false when there is no such letter */
    boolean failedAgain(DeadLetter<? extends EventMessage<?>> letter) {
        return sql.write(
                        "UPDATE dead_letters SET attempts = attempts + 1, tried_at = ?, cause = ?, message = ?,"
                                + " turn = (SELECT MAX(turn) + 1 FROM dead_letters WHERE processor = ?)"
                                + " WHERE processor = ? AND position = ?",
                        clock.millis(),
                        letter.cause().map(Cause::type).orElse(null),
                        letter.cause().map(Cause::message).orElse(null),
                        group,
                        group,
                        positionOf(letter))
                == 1;
    }

    List<Long> positions(String sequence) {
        return sql.read(
                "SELECT position FROM dead_letters WHERE processor = ? AND sequence = ? ORDER BY position",
                row -> row.getLong(1),
                group,
                sequence);
    }

    /** The one that has waited longest since its last try comes first. */
    List<String> sequences() {
        return sql.read(
                "SELECT sequence FROM dead_letters WHERE processor = ? GROUP BY sequence ORDER BY MAX(turn), MIN(position)",
                row -> row.getString(1),
                group);
    }

    DeadLetter<? extends EventMessage<?>> letter(long position) {
        TrackedEventMessage<?> event = eventAt.apply(position);
        List<DeadLetter<? extends EventMessage<?>>> found = sql.read(
                "SELECT sequence, cause, message, parked_at, tried_at, attempts FROM dead_letters"
                        + " WHERE processor = ? AND position = ?",
                row -> new GenericDeadLetter<>(
                        row.getString(1),
                        event,
                        row.getString(2) == null ? null : new ThrowableCause(row.getString(2), row.getString(3)),
                        Instant.ofEpochMilli(row.getLong(4)),
                        Instant.ofEpochMilli(row.getLong(5)),
                        MetaData.with("attempts", row.getInt(6))),
                group,
                position);
        if (found.isEmpty()) {
            throw new NoSuchDeadLetterException("No dead letter at " + position);
        }
        return found.get(0);
    }

    long size() {
        return sql.number("SELECT COUNT(*) FROM dead_letters WHERE processor = ?", group);
    }

    long amountOfSequences() {
        return sql.number("SELECT COUNT(DISTINCT sequence) FROM dead_letters WHERE processor = ?", group);
    }

    void clear() {
        sql.write("DELETE FROM dead_letters WHERE processor = ?", group);
    }
}

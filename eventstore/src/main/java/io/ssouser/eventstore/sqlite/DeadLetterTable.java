package io.ssouser.eventstore.sqlite;

import io.ssouser.eventstore.axon.DeadLetters;
import io.ssouser.eventstore.axon.ParkedLetter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The dead letters of one group as rows. */
final class DeadLetterTable implements DeadLetters {
    private final String group;
    private final BoundSql sql;

    DeadLetterTable(String group, BoundSql sql) {
        this.group = group;
        this.sql = sql;
        // turn orders the tries: a clock may stand still, a counter does not.
        sql.write("CREATE TABLE IF NOT EXISTS dead_letters (processor TEXT NOT NULL, position INTEGER NOT NULL,"
                + " sequence TEXT NOT NULL, event_id TEXT NOT NULL, type TEXT NOT NULL, parked_at INTEGER NOT NULL,"
                + " tried_at INTEGER NOT NULL, turn INTEGER NOT NULL DEFAULT 0, attempts INTEGER NOT NULL,"
                + " cause TEXT, message TEXT, PRIMARY KEY (processor, position)) WITHOUT ROWID");
        sql.write(
                "CREATE INDEX IF NOT EXISTS dead_letters_by_sequence ON dead_letters (processor, sequence, position)");
    }

    @Override
    public void add(ParkedLetter letter) {
        sql.write(
                "INSERT INTO dead_letters (processor, position, sequence, event_id, type, parked_at, tried_at, attempts, cause,"
                        + " message) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                group,
                letter.position(),
                letter.sequence(),
                letter.eventId(),
                letter.type(),
                letter.parkedAt().toEpochMilli(),
                letter.triedAt().toEpochMilli(),
                letter.attempts(),
                letter.cause(),
                letter.message());
    }

    @Override
    public boolean holdsUp(String sequence, long position) {
        return sql.number(
                        "SELECT EXISTS (SELECT 1 FROM dead_letters WHERE processor = ? AND sequence = ? AND position <= ?)",
                        group,
                        sequence,
                        position)
                == 1;
    }

    @Override
    public void remove(long position) {
        sql.write("DELETE FROM dead_letters WHERE processor = ? AND position = ?", group, position);
    }

    @Override
    public boolean failedAgain(long position, Instant at, @Nullable String cause, @Nullable String message) {
        return sql.write(
                        "UPDATE dead_letters SET attempts = attempts + 1, tried_at = ?, cause = ?, message = ?,"
                                + " turn = (SELECT MAX(turn) + 1 FROM dead_letters WHERE processor = ?)"
                                + " WHERE processor = ? AND position = ?",
                        at.toEpochMilli(),
                        cause,
                        message,
                        group,
                        group,
                        position)
                == 1;
    }

    @Override
    public List<Long> positions(String sequence) {
        return sql.read(
                "SELECT position FROM dead_letters WHERE processor = ? AND sequence = ? ORDER BY position",
                row -> row.getLong(1),
                group,
                sequence);
    }

    @Override
    public List<String> sequences() {
        return sql.read(
                "SELECT sequence FROM dead_letters WHERE processor = ? GROUP BY sequence ORDER BY MAX(turn), MIN(position)",
                row -> row.getString(1),
                group);
    }

    @Override
    public Optional<ParkedLetter> letter(long position) {
        return sql
                .read(
                        "SELECT sequence, event_id, type, parked_at, tried_at, attempts, cause, message FROM dead_letters"
                                + " WHERE processor = ? AND position = ?",
                        row -> new ParkedLetter(
                                position,
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                Instant.ofEpochMilli(row.getLong(4)),
                                Instant.ofEpochMilli(row.getLong(5)),
                                row.getInt(6),
                                row.getString(7),
                                row.getString(8)),
                        group,
                        position)
                .stream()
                .findFirst();
    }

    @Override
    public long size() {
        return sql.number("SELECT COUNT(*) FROM dead_letters WHERE processor = ?", group);
    }

    @Override
    public void clear() {
        sql.write("DELETE FROM dead_letters WHERE processor = ?", group);
    }
}

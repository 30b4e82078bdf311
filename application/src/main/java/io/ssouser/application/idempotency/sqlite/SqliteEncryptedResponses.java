package io.ssouser.application.idempotency.sqlite;

import io.ssouser.application.idempotency.EncryptedResponses;
import io.ssouser.application.state.StateTables;
import io.ssouser.application.state.TokenHash;
import io.ssouser.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;

/** {@link EncryptedResponses} in the table {@code sealed_answer}. Reservations are in memory, because one process owns the file. */
public final class SqliteEncryptedResponses implements EncryptedResponses {
    /** The most that one {@link #keep} forgets of what is too old. It adds one, so the forgetting never falls behind. */
    private static final int FORGOTTEN_AT_ONCE = 100;

    private final StateTables tables;
    private final ConcurrentMap<TokenHash, Reservation> reserved = new ConcurrentHashMap<>();

    /** Makes the table where it is missing. */
    public SqliteEncryptedResponses(ConnectionProvider connections, TransactionManager transactions) {
        this.tables = new StateTables(connections, transactions);
        tables.inTransaction(() -> {
            tables.update("""
                    CREATE TABLE IF NOT EXISTS sealed_answer (
                        id TEXT PRIMARY KEY, user_id TEXT NOT NULL, answer BLOB NOT NULL, expires_at INTEGER NOT NULL)""");
            tables.update("CREATE INDEX IF NOT EXISTS sealed_answer_user ON sealed_answer (user_id, expires_at)");
            return tables.update("CREATE INDEX IF NOT EXISTS sealed_answer_expiry ON sealed_answer (expires_at)");
        });
    }

    @Override
    public Optional<byte[]> find(TokenHash id, Instant now) {
        return tables.first(
                row -> row.getBytes(1),
                "SELECT answer FROM sealed_answer WHERE id = ? AND expires_at > ?",
                id.hex(),
                now.toEpochMilli());
    }

    @Override
    public Optional<Reservation> reserve(TokenHash id, Instant now) {
        Reservation mine = new Reservation(id, now.plus(RESERVED));
        if (reserved.merge(id, mine, (held, next) -> now.isBefore(held.until()) ? held : next) != mine) {
            return Optional.empty();
        }
        boolean free = false;
        try {
            // Only now, because whoever kept an answer gave up the reservation after it.
            free = find(id, now).isEmpty();
        } finally {
            if (!free) {
                release(mine);
            }
        }
        return free ? Optional.of(mine) : Optional.empty();
    }

    @Override
    public void keep(Reservation place, UserId user, byte[] box, Instant now) {
        if (place.equals(reserved.get(place.id()))) {
            write(place.id(), user, box, now);
            release(place);
        }
    }

    @Override
    public void release(Reservation place) {
        reserved.remove(place.id(), place);
    }

    private void write(TokenHash id, UserId user, byte[] box, Instant now) {
        tables.inTransaction(() -> {
            tables.update(
                    "DELETE FROM sealed_answer WHERE rowid IN (SELECT rowid FROM sealed_answer"
                            + " WHERE expires_at <= ? ORDER BY expires_at LIMIT ?)",
                    now.toEpochMilli(),
                    FORGOTTEN_AT_ONCE);
            return tables.update(
                    "INSERT OR REPLACE INTO sealed_answer VALUES (?, ?, ?, ?)",
                    id.hex(),
                    user.value(),
                    box,
                    now.plus(KEPT).toEpochMilli());
        });
    }

    @Override
    public long countOf(UserId user, Instant now) {
        return tables.first(
                        row -> row.getLong(1),
                        "SELECT COUNT(*) FROM sealed_answer WHERE user_id = ? AND expires_at > ?",
                        user.value(),
                        now.toEpochMilli())
                .orElse(0L);
    }
}

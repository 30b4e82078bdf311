package io.ssouser.application.registration.sqlite;

import io.ssouser.application.registration.OneTimeTokens;
import io.ssouser.application.state.StateTables;
import io.ssouser.application.state.TokenHash;
import io.ssouser.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;

/** {@link OneTimeTokens} in the table {@code one_time_token}. */
public final class SqliteOneTimeTokens implements OneTimeTokens {
    private static final int PURGED_AT_ONCE = 100;

    private final StateTables tables;

    /** Makes the table where it is missing. */
    public SqliteOneTimeTokens(ConnectionProvider connections, TransactionManager transactions) {
        this.tables = new StateTables(connections, transactions);
        tables.inTransaction(() -> {
            tables.update("""
                    CREATE TABLE IF NOT EXISTS one_time_token (
                        token TEXT PRIMARY KEY, purpose TEXT NOT NULL, user_id TEXT NOT NULL,
                        expires_at INTEGER NOT NULL, used_at INTEGER) WITHOUT ROWID""");
            return tables.update("CREATE INDEX IF NOT EXISTS one_time_token_expiry ON one_time_token (expires_at)");
        });
    }

    @Override
    public void keep(Purpose purpose, TokenHash token, UserId user, Instant now, Instant expiresAt) {
        tables.inTransaction(() -> {
            purge(now);
            return tables.update(
                    "INSERT INTO one_time_token VALUES (?, ?, ?, ?, NULL)",
                    token.hex(),
                    purpose.name(),
                    user.value(),
                    expiresAt.toEpochMilli());
        });
    }

    @Override
    public Use use(Purpose purpose, TokenHash token, Instant now) {
        return tables.inTransaction(() -> {
            Optional<Use> accepted = tables.first(
                    row -> new Use.Accepted(new UserId(row.getString(1)), Instant.ofEpochMilli(row.getLong(2))),
                    "UPDATE one_time_token SET used_at = ? WHERE token = ? AND purpose = ? AND used_at IS NULL"
                            + " AND expires_at > ? RETURNING user_id, expires_at",
                    now.toEpochMilli(),
                    token.hex(),
                    purpose.name(),
                    now.toEpochMilli());
            return accepted.orElseGet(() -> stateOf(purpose, token, now));
        });
    }

    @Override
    public Use look(Purpose purpose, TokenHash token, Instant now) {
        return tables.inTransaction(() -> stateOf(purpose, token, now));
    }

    private Use stateOf(Purpose purpose, TokenHash token, Instant now) {
        Optional<Use> known = tables.first(
                row -> stateOf(
                        new UserId(row.getString(1)),
                        Instant.ofEpochMilli(row.getLong(2)),
                        row.getObject(3) != null,
                        now),
                "SELECT user_id, expires_at, used_at FROM one_time_token WHERE token = ? AND purpose = ? AND expires_at > ?",
                token.hex(),
                purpose.name(),
                now.minus(REMEMBERED).toEpochMilli());
        return known.orElseGet(Use.Unknown::new);
    }

    private static Use stateOf(UserId user, Instant expiresAt, boolean used, Instant now) {
        if (used) {
            return new Use.AlreadyUsed(user, expiresAt);
        }
        return now.isBefore(expiresAt) ? new Use.Accepted(user, expiresAt) : new Use.Expired();
    }

    private void purge(Instant now) {
        tables.update(
                "DELETE FROM one_time_token WHERE token IN (SELECT token FROM one_time_token"
                        + " WHERE expires_at <= ? ORDER BY expires_at LIMIT ?)",
                now.minus(REMEMBERED).toEpochMilli(),
                PURGED_AT_ONCE);
    }
}

package io.ssouser.application.session.sqlite;

import io.ssouser.application.session.Audience;
import io.ssouser.application.session.Presented;
import io.ssouser.application.session.Session;
import io.ssouser.application.session.Sessions;
import io.ssouser.application.state.StateTables;
import io.ssouser.application.state.TokenHash;
import io.ssouser.domain.device.DeviceId;
import io.ssouser.domain.session.SessionId;
import io.ssouser.domain.user.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;

/** {@link Sessions} in two tables: {@code session}, and {@code spent_token} beside it. */
public final class SqliteSessions implements Sessions {
    /**
     * The most that one {@link #open} or {@link #rotate} forgets of what is no longer remembered at the instant of its session's issue:
     * so many sessions, and so many spent tokens. Each call adds one row, so the forgetting never falls behind.
     */
    static final int FORGOTTEN_AT_ONCE = 100;

    private static final String COLUMNS =
            "s.id, s.user_id, s.device_id, s.token, s.generation, s.issued_at, s.expires_at, s.device_noted_at,"
                    + " s.org, s.service";

    private final StateTables tables;

    /** Makes the tables where they are missing. */
    public SqliteSessions(ConnectionProvider connections, TransactionManager transactions) {
        this.tables = new StateTables(connections, transactions);
        tables.inTransaction(this::createTables);
    }

    private int createTables() {
        tables.update("""
                CREATE TABLE IF NOT EXISTS session (
                    id TEXT PRIMARY KEY, user_id TEXT NOT NULL, device_id TEXT NOT NULL, token TEXT NOT NULL UNIQUE,
                    generation INTEGER NOT NULL, issued_at INTEGER NOT NULL, expires_at INTEGER NOT NULL,
                    device_noted_at INTEGER NOT NULL, org TEXT, service TEXT) WITHOUT ROWID""");
        addAudience();
        tables.update("CREATE INDEX IF NOT EXISTS session_expiry ON session (expires_at)");
        tables.update("""
                CREATE TABLE IF NOT EXISTS spent_token (
                    token TEXT PRIMARY KEY, session_id TEXT NOT NULL, generation INTEGER NOT NULL,
                    spent_at INTEGER NOT NULL, expires_at INTEGER NOT NULL) WITHOUT ROWID""");
        tables.update("CREATE INDEX IF NOT EXISTS spent_token_session ON spent_token (session_id)");
        return tables.update("CREATE INDEX IF NOT EXISTS spent_token_expiry ON spent_token (expires_at)");
    }

    /** Sessions that were opened before there were audiences are the platform's. */
    private void addAudience() {
        boolean missing = tables.first(
                        row -> row.getString(1), "SELECT name FROM pragma_table_info('session') WHERE name = 'org'")
                .isEmpty();
        if (missing) {
            tables.update("ALTER TABLE session ADD COLUMN org TEXT");
            tables.update("ALTER TABLE session ADD COLUMN service TEXT");
        }
    }

    @Override
    public void open(Session session) {
        tables.inTransaction(() -> {
            forget(session.issuedAt());
            return tables.update(
                    "INSERT INTO session VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    session.id().value(),
                    session.userId().value(),
                    session.deviceId().value(),
                    session.token().hex(),
                    session.generation(),
                    session.issuedAt().toEpochMilli(),
                    session.expiresAt().toEpochMilli(),
                    session.deviceNotedAt().toEpochMilli(),
                    session.audience().org(),
                    session.audience().service());
        });
    }

    @Override
    public Optional<Session> find(SessionId id, Instant now) {
        return tables.first(
                SqliteSessions::session,
                "SELECT " + COLUMNS + " FROM session s WHERE s.id = ? AND s.expires_at > ?",
                id.value(),
                stillRemembered(now));
    }

    @Override
    public Optional<Presented> presented(TokenHash token, Instant now) {
        return tables.first(
                SqliteSessions::presented,
                "SELECT " + COLUMNS
                        + ", NULL, NULL FROM session s WHERE s.token = ? AND s.expires_at > ? UNION ALL SELECT "
                        + COLUMNS
                        + ", t.generation, t.spent_at FROM spent_token t JOIN session s ON s.id = t.session_id"
                        + " WHERE t.token = ? AND t.expires_at > ?",
                token.hex(),
                stillRemembered(now),
                token.hex(),
                stillRemembered(now));
    }

    @Override
    public boolean rotate(TokenHash spent, Session successor) {
        return tables.inTransaction(() -> {
            int remembered = tables.update(
                    "INSERT INTO spent_token SELECT token, id, ?, ?, expires_at FROM session WHERE id = ? AND token = ?",
                    successor.generation(),
                    successor.issuedAt().toEpochMilli(),
                    successor.id().value(),
                    spent.hex());
            if (remembered == 0) {
                return false;
            }
            tables.update(
                    "UPDATE session SET token = ?, generation = ?, issued_at = ?, expires_at = ?, device_noted_at = ?"
                            + " WHERE id = ?",
                    successor.token().hex(),
                    successor.generation(),
                    successor.issuedAt().toEpochMilli(),
                    successor.expiresAt().toEpochMilli(),
                    successor.deviceNotedAt().toEpochMilli(),
                    successor.id().value());
            forget(successor.issuedAt());
            return true;
        });
    }

    @Override
    public void end(SessionId id) {
        tables.inTransaction(() -> {
            tables.update("DELETE FROM spent_token WHERE session_id = ?", id.value());
            return tables.update("DELETE FROM session WHERE id = ?", id.value());
        });
    }

    private void forget(Instant now) {
        forget("session", "id", now);
        forget("spent_token", "token", now);
    }

    private void forget(String table, String key, Instant now) {
        tables.update(
                "DELETE FROM " + table + " WHERE " + key + " IN (SELECT " + key + " FROM " + table
                        + " WHERE expires_at <= ? ORDER BY expires_at LIMIT ?)",
                stillRemembered(now),
                FORGOTTEN_AT_ONCE);
    }

    /** What expired then or before is not remembered any more. */
    private static long stillRemembered(Instant now) {
        return now.minus(REMEMBERED).toEpochMilli();
    }

    private static Session session(ResultSet row) throws SQLException {
        return new Session(
                new SessionId(row.getString(1)),
                new UserId(row.getString(2)),
                new DeviceId(row.getString(3)),
                new Audience(row.getString(9), row.getString(10)),
                new TokenHash(row.getString(4)),
                row.getLong(5),
                Instant.ofEpochMilli(row.getLong(6)),
                Instant.ofEpochMilli(row.getLong(7)),
                Instant.ofEpochMilli(row.getLong(8)));
    }

    private static Presented presented(ResultSet row) throws SQLException {
        long generation = row.getLong(11);
        return row.wasNull()
                ? new Presented.Current(session(row))
                : new Presented.Spent(session(row), generation, Instant.ofEpochMilli(row.getLong(12)));
    }
}

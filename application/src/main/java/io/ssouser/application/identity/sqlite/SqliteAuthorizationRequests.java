package io.ssouser.application.identity.sqlite;

import io.ssouser.application.identity.AuthorizationRequest;
import io.ssouser.application.identity.AuthorizationRequest.Purpose;
import io.ssouser.application.identity.AuthorizationRequest.Requester;
import io.ssouser.application.identity.AuthorizationRequests;
import io.ssouser.application.session.Audience;
import io.ssouser.application.state.StateTables;
import io.ssouser.application.state.TokenHash;
import io.ssouser.domain.identity.ProviderName;
import io.ssouser.domain.session.SessionId;
import io.ssouser.domain.user.UserId;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;

/** {@link AuthorizationRequests} in the table {@code authorization_request}. */
public final class SqliteAuthorizationRequests implements AuthorizationRequests {
    private static final int PURGED_AT_ONCE = 100;
    private static final String COLUMNS =
            "purpose, provider, browser, user_id, session_id, return_to, org, service, code_challenge";

    private final StateTables tables;

    /** Makes the table where it is missing. */
    public SqliteAuthorizationRequests(ConnectionProvider connections, TransactionManager transactions) {
        this.tables = new StateTables(connections, transactions);
        tables.inTransaction(() -> {
            // An older version kept less of each; none of its authorization requests takes longer than ten minutes.
            tables.update("DROP TABLE IF EXISTS provider_trip");
            tables.update("""
                    CREATE TABLE IF NOT EXISTS authorization_request (
                        state TEXT PRIMARY KEY, purpose TEXT NOT NULL, provider TEXT NOT NULL, browser TEXT NOT NULL,
                        user_id TEXT, session_id TEXT, return_to TEXT NOT NULL, org TEXT, service TEXT,
                        code_challenge TEXT, expires_at INTEGER NOT NULL) WITHOUT ROWID""");
            return tables.update("CREATE INDEX IF NOT EXISTS authorization_request_expiry"
                    + " ON authorization_request (expires_at)");
        });
    }

    @Override
    public void keep(TokenHash state, AuthorizationRequest authorization, Instant now, Instant expiresAt) {
        Requester requester = authorization.requester();
        tables.inTransaction(() -> {
            purge(now);
            return tables.update(
                    "INSERT INTO authorization_request VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    state.hex(),
                    authorization.purpose().name(),
                    authorization.provider().value(),
                    authorization.browser().hex(),
                    requester == null ? null : requester.userId().value(),
                    requester == null ? null : requester.sessionId().value(),
                    authorization.returnTo().toString(),
                    authorization.audience().org(),
                    authorization.audience().service(),
                    authorization.codeChallenge(),
                    expiresAt.toEpochMilli());
        });
    }

    @Override
    public Optional<AuthorizationRequest> find(TokenHash state, Instant now) {
        return tables.first(
                SqliteAuthorizationRequests::authorization,
                "SELECT " + COLUMNS + " FROM authorization_request WHERE state = ? AND expires_at > ?",
                state.hex(),
                now.toEpochMilli());
    }

    @Override
    public Optional<AuthorizationRequest> end(TokenHash state, Instant now) {
        return tables.inTransaction(() -> tables.first(
                SqliteAuthorizationRequests::authorization,
                "DELETE FROM authorization_request WHERE state = ? AND expires_at > ? RETURNING " + COLUMNS,
                state.hex(),
                now.toEpochMilli()));
    }

    private static AuthorizationRequest authorization(ResultSet row) throws SQLException {
        String user = row.getString(4);
        return new AuthorizationRequest(
                Purpose.valueOf(row.getString(1)),
                new ProviderName(row.getString(2)),
                new TokenHash(row.getString(3)),
                user == null ? null : new Requester(new UserId(user), new SessionId(row.getString(5))),
                URI.create(row.getString(6)),
                new Audience(row.getString(7), row.getString(8)),
                row.getString(9));
    }

    private void purge(Instant now) {
        tables.update(
                "DELETE FROM authorization_request WHERE state IN (SELECT state FROM authorization_request"
                        + " WHERE expires_at <= ? ORDER BY expires_at LIMIT ?)",
                now.toEpochMilli(),
                PURGED_AT_ONCE);
    }
}

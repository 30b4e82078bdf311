package io.ssouser.application.identity.sqlite;

import io.ssouser.application.identity.Trip;
import io.ssouser.application.identity.Trip.Traveller;
import io.ssouser.application.identity.Trips;
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

/** {@link Trips} in the table {@code provider_trip}. */
public final class SqliteTrips implements Trips {
    private static final int PURGED_AT_ONCE = 100;
    private static final String COLUMNS = "provider, browser, user_id, session_id, return_to, code_challenge";

    private final StateTables tables;

    /** Makes the table where it is missing. */
    public SqliteTrips(ConnectionProvider connections, TransactionManager transactions) {
        this.tables = new StateTables(connections, transactions);
        tables.inTransaction(() -> {
            tables.update("""
                    CREATE TABLE IF NOT EXISTS provider_trip (
                        state TEXT PRIMARY KEY, provider TEXT NOT NULL, browser TEXT NOT NULL, user_id TEXT,
                        session_id TEXT, return_to TEXT NOT NULL, code_challenge TEXT,
                        expires_at INTEGER NOT NULL) WITHOUT ROWID""");
            return tables.update("CREATE INDEX IF NOT EXISTS provider_trip_expiry ON provider_trip (expires_at)");
        });
    }

    @Override
    public void keep(TokenHash state, Trip trip, Instant now, Instant expiresAt) {
        Traveller traveller = trip.traveller();
        tables.inTransaction(() -> {
            purge(now);
            return tables.update(
                    "INSERT INTO provider_trip VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    state.hex(),
                    trip.provider().value(),
                    trip.browser().hex(),
                    traveller == null ? null : traveller.userId().value(),
                    traveller == null ? null : traveller.sessionId().value(),
                    trip.returnTo().toString(),
                    trip.codeChallenge(),
                    expiresAt.toEpochMilli());
        });
    }

    @Override
    public Optional<Trip> find(TokenHash state, Instant now) {
        return tables.first(
                SqliteTrips::trip,
                "SELECT " + COLUMNS + " FROM provider_trip WHERE state = ? AND expires_at > ?",
                state.hex(),
                now.toEpochMilli());
    }

    @Override
    public Optional<Trip> end(TokenHash state, Instant now) {
        return tables.inTransaction(() -> tables.first(
                SqliteTrips::trip,
                "DELETE FROM provider_trip WHERE state = ? AND expires_at > ? RETURNING " + COLUMNS,
                state.hex(),
                now.toEpochMilli()));
    }

    private static Trip trip(ResultSet row) throws SQLException {
        String user = row.getString(3);
        return new Trip(
                new ProviderName(row.getString(1)),
                new TokenHash(row.getString(2)),
                user == null ? null : new Traveller(new UserId(user), new SessionId(row.getString(4))),
                URI.create(row.getString(5)),
                row.getString(6));
    }

    private void purge(Instant now) {
        tables.update(
                "DELETE FROM provider_trip WHERE state IN (SELECT state FROM provider_trip"
                        + " WHERE expires_at <= ? ORDER BY expires_at LIMIT ?)",
                now.toEpochMilli(),
                PURGED_AT_ONCE);
    }
}

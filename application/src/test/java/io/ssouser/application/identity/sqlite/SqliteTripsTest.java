package io.ssouser.application.identity.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.application.identity.Trips;
import io.ssouser.application.identity.TripsContract;
import io.ssouser.application.state.TokenHash;
import io.ssouser.eventstore.sqlite.SqliteDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteTripsTest extends TripsContract {
    @TempDir
    Path folder;

    private SqliteDatabase state;
    private Trips trips;

    @BeforeEach
    void open() {
        state = SqliteDatabase.open(folder.resolve("state.db"), SqliteDatabase.Durability.EVERY_COMMIT);
        trips = new SqliteTrips(state, state);
    }

    @AfterEach
    void close() {
        state.close();
    }

    @Override
    protected Trips trips() {
        return trips;
    }

    @Test
    void what_took_too_long_is_deleted_when_another_trip_begins() {
        trips.keep(STATE, LINKING, NOW, LATER);
        trips.keep(TokenHash.of("other"), LINKING, LATER, LATER.plusSeconds(1));

        assertThat(trips.find(STATE, NOW)).isEmpty();
    }
}

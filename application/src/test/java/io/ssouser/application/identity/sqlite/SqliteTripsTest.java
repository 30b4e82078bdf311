package io.ssouser.application.identity.sqlite;

import io.ssouser.application.identity.Trips;
import io.ssouser.application.identity.TripsContract;
import io.ssouser.eventstore.sqlite.SqliteDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
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
}

package io.ssouser.application.session.sqlite;

import io.ssouser.application.session.Sessions;
import io.ssouser.application.session.SessionsContract;
import io.ssouser.eventstore.sqlite.SqliteDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteSessionsTest extends SessionsContract {
    @TempDir
    Path folder;

    private SqliteDatabase state;

    @BeforeEach
    void open() {
        state = SqliteDatabase.open(folder.resolve("state.db"), SqliteDatabase.Durability.EVERY_COMMIT);
    }

    @AfterEach
    void close() {
        state.close();
    }

    @Override
    protected Sessions sessions() {
        return new SqliteSessions(state, state);
    }

    @Override
    protected Sessions reopened() {
        state.close();
        open();
        return sessions();
    }
}

package io.ssouser.application.registration.sqlite;

import io.ssouser.application.registration.OneTimeTokens;
import io.ssouser.application.registration.OneTimeTokensContract;
import io.ssouser.eventstore.sqlite.SqliteDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteOneTimeTokensTest extends OneTimeTokensContract {
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
    protected OneTimeTokens tokens() {
        return new SqliteOneTimeTokens(state, state);
    }

    @Override
    protected OneTimeTokens reopened() {
        state.close();
        open();
        return tokens();
    }
}

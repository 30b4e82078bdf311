package io.ssouser.application.idempotency.sqlite;

import io.ssouser.application.idempotency.EncryptedResponses;
import io.ssouser.application.idempotency.EncryptedResponsesContract;
import io.ssouser.eventstore.sqlite.SqliteDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteEncryptedResponsesTest extends EncryptedResponsesContract {
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
    protected EncryptedResponses answers() {
        return new SqliteEncryptedResponses(state, state);
    }

    @Override
    protected EncryptedResponses reopened() {
        state.close();
        open();
        return answers();
    }
}

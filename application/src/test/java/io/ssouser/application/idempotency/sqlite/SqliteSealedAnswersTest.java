package io.ssouser.application.idempotency.sqlite;

import io.ssouser.application.idempotency.SealedAnswers;
import io.ssouser.application.idempotency.SealedAnswersContract;
import io.ssouser.eventstore.sqlite.SqliteDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteSealedAnswersTest extends SealedAnswersContract {
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
    protected SealedAnswers answers() {
        return new SqliteSealedAnswers(state, state);
    }

    @Override
    protected SealedAnswers reopened() {
        state.close();
        open();
        return answers();
    }
}

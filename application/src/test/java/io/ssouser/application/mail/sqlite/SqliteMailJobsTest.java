package io.ssouser.application.mail.sqlite;

import io.ssouser.application.mail.MailJobs;
import io.ssouser.application.mail.MailJobsContract;
import io.ssouser.eventstore.sqlite.SqliteDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteMailJobsTest extends MailJobsContract {
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
    protected MailJobs jobs() {
        return new SqliteMailJobs(state, state);
    }

    @Override
    protected MailJobs reopened() {
        state.close();
        open();
        return jobs();
    }
}

package io.ssouser.eventstore.sqlite;

import io.ssouser.eventstore.EventLog;
import io.ssouser.eventstore.EventLogContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteEventLogTest extends EventLogContract {
    @TempDir
    Path folder;

    @Override
    protected EventLog open() {
        return SqliteEventLog.open(folder.resolve("log.db"));
    }
}

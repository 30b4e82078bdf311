package io.ssouser.eventstore.sqlite;

import io.ssouser.eventstore.log.EventLog;
import io.ssouser.eventstore.log.EventLogContract;
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

package io.ssouser.eventstore.sqlite;

import io.ssouser.eventstore.axon.LogEngineAxonContract;
import io.ssouser.eventstore.log.EventLog;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class LogEventStorageEngineAxonTest extends LogEngineAxonContract {
    @TempDir
    Path folder;

    private int logs;

    @Override
    protected EventLog openLog() {
        return SqliteEventLog.open(folder.resolve("log" + logs++ + ".db"));
    }
}

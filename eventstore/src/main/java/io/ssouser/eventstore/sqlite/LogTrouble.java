package io.ssouser.eventstore.sqlite;

import io.ssouser.eventstore.log.LogBroken;
import io.ssouser.eventstore.log.LogUnavailable;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Set;
import org.sqlite.SQLiteErrorCode;

/** Tells a log that cannot answer now from one that never will. */
final class LogTrouble {
    private static final Set<Integer> DAMAGE =
            Set.of(SQLiteErrorCode.SQLITE_CORRUPT.code, SQLiteErrorCode.SQLITE_NOTADB.code);

    private LogTrouble() {}

    static RuntimeException of(Path file, SQLException failure) {
        String message = file + ": " + failure.getMessage();
        return DAMAGE.contains(failure.getErrorCode() & 0xff)
                ? new LogBroken(message, failure)
                : new LogUnavailable(message, failure);
    }
}

package io.ssouser.eventstore.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.eventstore.log.CommitsToTry;
import io.ssouser.eventstore.log.Head;
import io.ssouser.eventstore.proof.LogVerifier;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogBackupTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"VACUUM INTO '%s'", "backup to '%s'"})
    void a_backup_that_sqlite_makes_of_a_log_in_use_is_that_log(String statement) throws SQLException {
        Path file = LogFiles.withCommits(folder.resolve("log.db"), 50);
        Path backup = folder.resolve("backup.db");
        Head end;
        try (SqliteEventLog log = SqliteEventLog.open(file)) {
            log.append(log.head(), CommitsToTry.after(log.head()).commit("c@0").list());
            LogFiles.tamper(file, statement.formatted(backup));
            end = log.head();
        }
        try (SqliteEventLog log = SqliteEventLog.open(backup)) {
            assertThat(log.head().isSameAs(end)).isTrue();
            assertThat(new LogVerifier(log).verify(Head.START, next -> {}).isSound())
                    .isTrue();
        }
    }
}

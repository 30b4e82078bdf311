package io.ssouser.eventstore.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssouser.eventstore.log.AppendOutcome;
import io.ssouser.eventstore.log.Commit;
import io.ssouser.eventstore.log.CommitsToTry;
import io.ssouser.eventstore.log.Head;
import io.ssouser.eventstore.log.LogUnavailable;
import io.ssouser.eventstore.log.StoredEvent;
import io.ssouser.eventstore.proof.LogVerifier;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FullDiskTest {
    @TempDir
    Path folder;

    @Test
    void a_full_disk_refuses_loses_nothing_acknowledged_and_goes_on_when_there_is_space() throws SQLException {
        Path file = folder.resolve("log.db");
        long acknowledged = 0;
        try (SqliteEventLog log = SqliteEventLog.open(file)) {
            log.writer().execute("PRAGMA max_page_count = 40");
            acknowledged = appendUntilFull(log);
            assertThat(acknowledged).isGreaterThan(50);
            assertThat(log.head().nextPosition()).isEqualTo(acknowledged);
            assertThat(log.read(0, 10_000)).extracting(StoredEvent::position).hasSize((int) acknowledged);
            log.writer().execute("PRAGMA max_page_count = 4000");
            assertThat(append(log, acknowledged)).isEqualTo(new AppendOutcome(1, AppendOutcome.Stop.NONE));
        }
        try (SqliteEventLog log = SqliteEventLog.open(file)) {
            assertThat(log.head().nextPosition()).isEqualTo(acknowledged + 1);
            assertThat(new LogVerifier(log).verify(Head.START, next -> {}).isSound())
                    .isTrue();
        }
    }

    private static long appendUntilFull(SqliteEventLog log) {
        for (long next = 0; next < 10_000; next++) {
            long position = next;
            try {
                append(log, position);
            } catch (LogUnavailable full) {
                assertThat(full).hasMessageContaining("full");
                assertThatThrownBy(() -> append(log, position)).isInstanceOf(LogUnavailable.class);
                return next;
            }
        }
        throw new AssertionError("The disk never filled");
    }

    private static AppendOutcome append(SqliteEventLog log, long sequence) {
        Head head = log.head();
        List<Commit> commits = CommitsToTry.after(head).commit("a@" + sequence).list();
        return log.append(head, commits);
    }
}

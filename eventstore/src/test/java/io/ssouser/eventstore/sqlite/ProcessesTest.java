package io.ssouser.eventstore.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssouser.eventstore.log.Commit;
import io.ssouser.eventstore.log.Head;
import io.ssouser.eventstore.log.LogRefused;
import io.ssouser.eventstore.proof.LogVerifier;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With real processes, one of them killed. */
class ProcessesTest {
    @TempDir
    Path folder;

    @Test
    void a_killed_process_has_lost_nothing_that_it_acknowledged_and_left_no_partial_commit() throws Exception {
        Path file = folder.resolve("log.db");
        List<String> acknowledged = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            acknowledged.addAll(appendAndKill(file, 40 + 17 * round));
            try (SqliteEventLog log = SqliteEventLog.open(file)) {
                LogVerifier.Verdict verdict = new LogVerifier(log).verify(Head.START, next -> {});
                assertThat(verdict.isSound()).isTrue();
                List<Commit> commits = log.readCommits(0, Integer.MAX_VALUE);
                assertThat(commits)
                        .allSatisfy(commit -> assertThat(commit.events()).hasSize(AppendingProcess.EVENTS));
                assertThat(commits)
                        .extracting(Commit::id)
                        .extracting(UUID::toString)
                        .containsAll(acknowledged);
                assertThat(commits).extracting(Commit::id).doesNotHaveDuplicates();
            }
        }
    }

    private static List<String> appendAndKill(Path file, int acknowledgements)
            throws IOException, InterruptedException {
        Process process = AppendingProcess.start(file);
        List<String> acknowledged = new ArrayList<>();
        try (BufferedReader out = process.inputReader()) {
            assertThat(out.readLine()).isEqualTo("open");
            while (acknowledged.size() < acknowledgements) {
                acknowledged.add(out.readLine());
            }
            // The handle leaves the pipe open: what was acknowledged before the kill can still be read.
            process.toHandle().destroyForcibly();
            process.waitFor();
            out.lines().filter(line -> line.length() == 36).forEach(acknowledged::add);
        }
        return acknowledged;
    }

    @Test
    void a_log_that_is_open_in_another_process_is_refused_until_that_one_ends() throws Exception {
        Path file = folder.resolve("log.db");
        Process other = AppendingProcess.start(file);
        try (BufferedReader out = other.inputReader()) {
            assertThat(out.readLine()).isEqualTo("open");
            assertThatThrownBy(() -> SqliteEventLog.open(file))
                    .isInstanceOf(LogRefused.class)
                    .hasMessageContaining(file.toString())
                    .hasMessageContaining("another process")
                    .hasMessageContaining("stop that one first");
            other.destroyForcibly().waitFor();
        }
        SqliteEventLog.open(file).close();
    }

    @Test
    void a_lock_that_anything_else_in_this_process_holds_is_respected() throws IOException {
        Path file = folder.resolve("log.db");
        Path lock = folder.resolve("log.db.lock");
        try (FileChannel other = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            assertThat(other.tryLock()).isNotNull();
            assertThatThrownBy(() -> SqliteEventLog.open(file))
                    .isInstanceOf(LogRefused.class)
                    .hasMessageContaining("this process");
        }
        SqliteEventLog.open(file).close();
    }

    @Test
    void a_log_that_is_open_in_this_process_is_refused_here_and_elsewhere() throws Exception {
        Path file = folder.resolve("log.db");
        try (SqliteEventLog log = SqliteEventLog.open(file)) {
            Path byAnotherName =
                    folder.resolve("..").resolve(folder.getFileName()).resolve("log.db");
            assertThatThrownBy(() -> SqliteEventLog.open(byAnotherName))
                    .isInstanceOf(LogRefused.class)
                    .hasMessageContaining("this process");
            try (BufferedReader out = AppendingProcess.start(file).inputReader()) {
                assertThat(out.readLine()).contains(file.toString(), "another process");
            }
            assertThat(log.head().nextPosition()).isZero();
        }
        SqliteEventLog.open(file).close();
    }
}

package io.ssouser.eventstore.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.eventstore.log.Head;
import io.ssouser.eventstore.proof.LogVerifier;
import io.ssouser.eventstore.proof.LogVerifier.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On logs of 3,000 commits of two events: what is altered lies far before the end that is checked at every opening. */
class LogVerifierTest {
    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private Path file;

    @BeforeAll
    static void write() {
        LogFiles.withCommits(shared.resolve("log.db"), 3000);
    }

    @BeforeEach
    void copy() throws IOException {
        file = Files.copy(shared.resolve("log.db"), folder.resolve("log.db"));
    }

    private Verdict verify(Head from) {
        try (SqliteEventLog log = SqliteEventLog.open(file)) {
            return new LogVerifier(log).verify(from, next -> {});
        }
    }

    @Test
    void a_sound_log_is_proved_to_its_end_with_progress() {
        List<Long> progress = new ArrayList<>();
        try (SqliteEventLog log = SqliteEventLog.open(file)) {
            Verdict verdict = new LogVerifier(log).verify(Head.START, progress::add);
            assertThat(verdict.isSound()).isTrue();
            assertThat(verdict.end().isSameAs(log.head())).isTrue();
        }
        assertThat(progress).containsExactly(1000L, 2000L, 3000L, 4000L, 5000L, 6000L);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            one bit of a payload       | UPDATE event SET payload = CAST('{"stream":"a","sequence":101}' AS BLOB) WHERE position = 200 | 200
            one bit of metadata        | UPDATE event SET metadata = CAST('{"actor":"tesu"}' AS BLOB) WHERE position = 200 | 200
            a time                     | UPDATE event SET time = time + 1 WHERE position = 200 | 200
            a type                     | UPDATE event SET type = 'thing.undone' WHERE position = 200 | 200
            a revision removed         | UPDATE event SET revision = NULL WHERE position = 200 | 200
            a stream                   | UPDATE event SET aggregate_id = 'c' WHERE position = 200 | 200
            an aggregate type          | UPDATE event SET aggregate_type = NULL WHERE position = 200 | 200
            a sequence                 | UPDATE event SET sequence = 9999 WHERE position = 200 | 200
            the second of a commit     | UPDATE event SET event_id = 'x' WHERE position = 201 | 200
            a row deleted              | DELETE FROM event WHERE position = 200 | 200
            the last row of a commit   | DELETE FROM event WHERE position = 201 | 201
            a whole commit deleted     | DELETE FROM event WHERE position IN (200, 201) | 200
            a chain replaced           | UPDATE event SET chain = zeroblob(32) WHERE position = 201 | 200
            a chain removed            | UPDATE event SET chain = NULL WHERE position = 201 | 200
            """)
    void what_was_altered_is_found_where_it_is(String what, String sql, long firstBad) throws SQLException {
        LogFiles.tamper(file, sql);
        Verdict verdict = verify(Head.START);
        assertThat(verdict.isSound()).as(what).isFalse();
        assertThat(verdict.firstBadPosition()).as(what).isEqualTo(firstBad);
    }

    @Test
    void two_swapped_rows_are_found_at_the_first() throws SQLException {
        LogFiles.tamper(
                file,
                "UPDATE event SET position = -1 WHERE position = 200",
                "UPDATE event SET position = 200 WHERE position = 300",
                "UPDATE event SET position = 300 WHERE position = -1");
        assertThat(verify(Head.START).firstBadPosition()).isEqualTo(200);
    }

    @Test
    void a_log_cut_off_at_a_commit_is_found_against_a_kept_end() throws SQLException {
        Head kept = verify(Head.START).end();
        LogFiles.tamper(file, "DELETE FROM event WHERE position >= 5000");
        assertThat(verify(Head.START).isSound()).isTrue();
        assertThat(verify(kept).isSound()).isFalse();
        assertThat(verify(kept).firstBadPosition()).isEqualTo(5000);
    }

    @Test
    void another_log_of_the_same_length_is_found_against_a_kept_end() {
        Head kept = verify(Head.START).end();
        file = LogFiles.withCommits(folder.resolve("other.db"), 3000);
        assertThat(verify(kept).isSound()).isFalse();
    }
}

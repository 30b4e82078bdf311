package io.ssouser.app.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssouser.app.journey.Accounts;
import io.ssouser.app.journey.RunningService;
import io.ssouser.eventstore.log.Commit;
import io.ssouser.eventstore.log.EventLog;
import io.ssouser.eventstore.log.HashChain;
import io.ssouser.eventstore.log.Head;
import io.ssouser.eventstore.log.LogRefused;
import io.ssouser.eventstore.log.StoredEvent;
import io.ssouser.eventstore.proof.LogVerifier;
import io.ssouser.eventstore.proof.LogVerifier.Verdict;
import io.ssouser.eventstore.sqlite.SqliteEventLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The log of a stopped service in the hands of somebody who may write to its file. The last 1,000 events are checked at every opening and
 * the file is refused; what lies before them, the verifier finds.
 */
@Tag("files")
class LogAttackTest {
    private static final int YEARS = 12;

    @TempDir
    private static Path folder;

    private static Path written;
    private static Path earlier;
    private static Head kept;
    private static List<StoredEvent> events;

    /** The life of two users, then so many events that theirs are not checked at an opening. */
    @BeforeAll
    static void live() throws IOException {
        Path data = folder.resolve("data");
        try (RunningService service = RunningService.on(data)) {
            new Accounts(service).newSignedIn("logged");
        }
        written = data.resolve("log.db");
        earlier = Files.copy(written, folder.resolve("earlier.db"));
        try (RunningService service = RunningService.on(data)) {
            new Accounts(service).confirmed(Accounts.address("later"));
        }
        for (int year = 0; year < YEARS; year++) {
            growOlder(year);
        }
        try (EventLog log = SqliteEventLog.open(written)) {
            kept = log.head();
            events = log.read(0, 10_000);
        }
        assertThat(events).hasSizeGreaterThan(100 * YEARS);
    }

    /** A commit of a hundred events that nobody need read. */
    private static void growOlder(int year) {
        try (EventLog log = SqliteEventLog.open(written)) {
            Head head = log.head();
            StoredEvent first = log.read(0, 1).get(0);
            List<StoredEvent> later = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                later.add(new StoredEvent(
                        head.nextPosition() + i,
                        "later" + year,
                        null,
                        i,
                        "later-" + year + "-" + i,
                        "user.email-confirmed",
                        "1",
                        first.time(),
                        "{}".getBytes(StandardCharsets.UTF_8),
                        "{}".getBytes(StandardCharsets.UTF_8)));
            }
            byte[] chain = HashChain.after(head.chain(), later);
            log.append(head, List.of(new Commit(UUID.randomUUID(), first.time(), "node", later, chain)));
        }
    }

    @Test
    void the_untouched_log_is_proved_to_its_end() throws IOException {
        Verdict verdict = verify(copy(), Head.START);

        assertThat(verdict.isSound()).as(verdict.problem()).isTrue();
        assertThat(verdict.end().isSameAs(kept)).isTrue();
    }

    @Test
    void one_flipped_byte_of_an_old_event_is_found_at_its_commit() throws Exception {
        Random places = new Random(36);
        for (String column : List.of("payload", "metadata")) {
            for (int position = 0; position < 5; position++) {
                byte[] stored = column.equals("payload")
                        ? events.get(position).payload()
                        : events.get(position).metadata();
                stored[places.nextInt(stored.length)] ^= 1;
                Path file = tampered("UPDATE event SET " + column + " = x'"
                        + HexFormat.of().formatHex(stored) + "' WHERE position = " + position);

                Verdict verdict = verify(file, Head.START);

                assertThat(verdict.isSound()).as(column + " of " + position).isFalse();
                assertThat(verdict.firstBadPosition()).isEqualTo(firstOfCommit(position));
            }
        }
    }

    @Test
    void a_deleted_and_two_swapped_events_are_found_where_they_were() throws Exception {
        Path deleted = tampered("DELETE FROM event WHERE position = 3");
        Path swapped = tampered(
                "UPDATE event SET position = -1 WHERE position = 2",
                "UPDATE event SET position = 2 WHERE position = 4",
                "UPDATE event SET position = 4 WHERE position = -1");

        assertThat(verify(deleted, Head.START).firstBadPosition()).isEqualTo(3);
        assertThat(verify(swapped, Head.START).firstBadPosition()).isEqualTo(firstOfCommit(2));
    }

    @Test
    void a_recent_event_that_was_altered_keeps_the_log_from_being_opened_at_all() throws Exception {
        long recent = events.size() - 3;
        Path file = tampered("UPDATE event SET time = time + 1 WHERE position = " + recent);

        assertThatThrownBy(() -> SqliteEventLog.open(file).close())
                .isInstanceOf(LogRefused.class)
                .hasMessageContaining("was altered between positions " + firstOfCommit((int) recent));
    }

    @Test
    void a_tail_that_was_cut_off_is_found_against_a_kept_end() throws Exception {
        long cut = firstOfCommit(events.size() - 1);
        Path file = tampered("DELETE FROM event WHERE position >= " + cut);

        assertThat(verify(file, Head.START).isSound()).isTrue();
        assertThat(verify(file, kept).isSound()).isFalse();
        assertThat(verify(file, kept).firstBadPosition()).isEqualTo(cut);
    }

    @Test
    void a_log_that_was_rolled_back_is_found_against_a_kept_end() throws Exception {
        Path file =
                Files.copy(earlier, Files.createTempDirectory(folder, "attack").resolve("log.db"));

        assertThat(verify(file, Head.START).isSound()).isTrue();
        assertThat(verify(file, kept).isSound()).isFalse();
        assertThat(verify(file, kept).firstBadPosition()).isLessThan(kept.nextPosition());
    }

    private static Verdict verify(Path file, Head from) {
        try (EventLog log = SqliteEventLog.open(file)) {
            return new LogVerifier(log).verify(from, position -> {});
        }
    }

    private static Path copy() throws IOException {
        return Files.copy(written, Files.createTempDirectory(folder, "attack").resolve("log.db"));
    }

    private static Path tampered(String... statements) throws IOException, SQLException {
        Path file = copy();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            for (String statement : statements) {
                connection.createStatement().executeUpdate(statement);
            }
        }
        return file;
    }

    /** The first position of the commit that holds this one: the proof is a commit's. */
    private static long firstOfCommit(int position) {
        try (EventLog log = SqliteEventLog.open(written)) {
            return log.readCommits(0, 10_000).stream()
                    .filter(commit -> commit.lastPosition() >= position)
                    .findFirst()
                    .orElseThrow()
                    .events()
                    .get(0)
                    .position();
        }
    }
}

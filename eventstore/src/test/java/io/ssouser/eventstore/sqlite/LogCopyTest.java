package io.ssouser.eventstore.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssouser.eventstore.log.CommitsToTry;
import io.ssouser.eventstore.log.Head;
import io.ssouser.eventstore.log.LogBroken;
import io.ssouser.eventstore.log.LogRefused;
import io.ssouser.eventstore.proof.LogCopy;
import io.ssouser.eventstore.proof.LogVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a log of 3,000 commits of two events into a new one. */
class LogCopyTest {
    private static final int EVENTS = 6000;

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private SqliteEventLog source;
    private SqliteEventLog target;

    @BeforeAll
    static void write() {
        LogFiles.withCommits(shared.resolve("log.db"), EVENTS / 2);
    }

    @BeforeEach
    void open() throws IOException {
        source = SqliteEventLog.open(Files.copy(shared.resolve("log.db"), folder.resolve("source.db")));
        target = SqliteEventLog.open(folder.resolve("target.db"));
    }

    @AfterEach
    void close() {
        source.close();
        target.close();
    }

    @Test
    void the_copy_is_the_log_to_the_byte_and_its_steps_are_told() {
        List<Long> copied = new ArrayList<>();
        List<Long> proved = new ArrayList<>();
        LogCopy copy = prepare();
        assertThat(copy.begun().isSameAs(Head.START)).isTrue();
        assertThat(copy.goal().isSameAs(source.head())).isTrue();

        copy.copy(copied::add);
        copy.prove(proved::add);

        assertThat(copied)
                .containsExactly(1000L, 2000L, 3000L, 4000L, 5000L, 6000L)
                .isEqualTo(proved);
        assertSameLogs();
    }

    @Test
    void a_copy_that_was_cut_off_goes_on_where_it_was() {
        assertThatThrownBy(() -> prepare().copy(LogCopyTest::dieAt3000)).hasMessage("dead");
        assertThat(target.head().nextPosition()).isEqualTo(3000);

        List<Long> copied = new ArrayList<>();
        LogCopy copy = prepare();
        assertThat(copy.begun().nextPosition()).isEqualTo(3000);
        copy.copy(copied::add);

        assertThat(copied).containsExactly(4000L, 5000L, 6000L);
        assertSameLogs();
    }

    @Test
    void what_the_source_gets_afterwards_is_left_for_the_next_copy() {
        LogCopy copy = prepare();
        append(source, "c@0");
        copy.copy(next -> {});
        assertThat(target.head().nextPosition()).isEqualTo(EVENTS);

        prepare().copy(next -> {});
        assertSameLogs();
        prepare().copy(next -> {});
        assertSameLogs();
    }

    @Test
    void an_empty_source_leaves_an_empty_target() {
        try (SqliteEventLog empty = SqliteEventLog.open(folder.resolve("empty.db"))) {
            LogCopy copy = LogCopy.prepare(empty, target, next -> {});
            copy.copy(next -> {});
            copy.prove(next -> {});
        }
        assertThat(target.head().isSameAs(Head.START)).isTrue();
    }

    @Test
    void a_target_with_events_of_its_own_is_refused_and_left_as_it_is() {
        append(target, "mine@0");
        assertRefused();
    }

    @Test
    void a_target_that_went_on_after_a_copy_is_refused_and_left_as_it_is() {
        prepare().copy(next -> {});
        append(target, "mine@0");
        assertRefused();
    }

    @Test
    void a_target_that_ends_within_a_commit_of_the_source_is_refused() {
        append(target, "a@0");
        assertRefused();
    }

    @Test
    void someone_who_writes_to_the_target_meanwhile_ends_the_copy() {
        assertThatThrownBy(() -> prepare().copy(next -> append(target, "mine@" + next)))
                .isInstanceOf(LogRefused.class)
                .hasMessageContaining("Someone else writes to the target");
    }

    @Test
    void someone_who_writes_to_the_target_afterwards_fails_its_proof() {
        LogCopy copy = prepare();
        copy.copy(next -> {});
        append(target, "mine@0");
        assertThatThrownBy(() -> copy.prove(next -> {}))
                .isInstanceOf(LogRefused.class)
                .hasMessageContaining("Someone else writes to the target");
    }

    @Test
    void a_damaged_source_is_named_by_the_position_and_nothing_from_there_on_is_copied() throws SQLException {
        damageSource();
        assertThatThrownBy(() -> prepare().copy(next -> {}))
                .isInstanceOf(LogBroken.class)
                .hasMessage("The source at position 2500: The event, or one of its commit, was altered");
        assertThat(target.head().nextPosition()).isEqualTo(2000);
    }

    @Test
    void a_source_that_was_damaged_after_a_copy_is_named_by_the_position() throws SQLException {
        assertThatThrownBy(() -> prepare().copy(LogCopyTest::dieAt3000)).hasMessage("dead");
        damageSource();
        assertThatThrownBy(this::prepare)
                .isInstanceOf(LogBroken.class)
                .hasMessageStartingWith("The source at position 2500");
    }

    private LogCopy prepare() {
        return LogCopy.prepare(source, target, next -> {});
    }

    private void damageSource() throws SQLException {
        source.close();
        LogFiles.tamper(folder.resolve("source.db"), "UPDATE event SET time = time + 1 WHERE position = 2500");
        source = SqliteEventLog.open(folder.resolve("source.db"));
    }

    private static void dieAt3000(long copied) {
        if (copied == 3000) {
            throw new IllegalStateException("dead");
        }
    }

    private static void append(SqliteEventLog log, String... streams) {
        log.append(log.head(), CommitsToTry.after(log.head()).commit(streams).list());
    }

    private void assertRefused() {
        Head before = target.head();
        assertThatThrownBy(this::prepare)
                .isInstanceOf(LogRefused.class)
                .hasMessageContaining("they are not the beginning of the source. Nothing was written");
        assertThat(target.head().isSameAs(before)).isTrue();
    }

    private void assertSameLogs() {
        assertThat(target.head().isSameAs(source.head())).isTrue();
        assertThat(commits(target)).isEqualTo(commits(source));
    }

    /** The chain stands for the bytes of the events, once it is proved. */
    private static List<String> commits(SqliteEventLog log) {
        assertThat(new LogVerifier(log).verify(Head.START, next -> {}).isSound())
                .isTrue();
        return log.readCommits(0, 2 * EVENTS).stream()
                .map(commit -> commit.id() + " " + commit.time() + " " + commit.node() + " "
                        + HexFormat.of().formatHex(commit.chain()))
                .toList();
    }
}

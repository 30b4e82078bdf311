package io.ssouser.eventstore.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.eventstore.log.AppendOutcome;
import io.ssouser.eventstore.log.Commit;
import io.ssouser.eventstore.log.CommitsToTry;
import io.ssouser.eventstore.log.Head;
import io.ssouser.eventstore.proof.LogVerifier;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** A log that things happen to, beside a plain list of what it has acknowledged. */
final class LogUnderTrial {
    /** What may happen; an append with a conflict loses exactly from there on. */
    enum Happening {
        APPEND,
        APPEND_WITH_CONFLICT,
        RESEND,
        APPEND_BEHIND_THE_END,
        REOPEN,
        CRASH
    }

    /** @param salt decides how many commits, of which streams */
    record Step(Happening happening, int salt) {}

    private final Path folder;
    private final List<UUID> acknowledged = new ArrayList<>();
    private final Map<String, Long> sequences = new HashMap<>();
    private SqliteEventLog log;
    private Path file;
    private Random random = new Random(0);
    private int crashes;
    private Head lastFrom = Head.START;
    private List<Commit> lastSent = List.of();

    LogUnderTrial(Path folder) {
        this.folder = folder;
        this.file = folder.resolve("log.db");
        this.log = SqliteEventLog.open(file);
    }

    void happen(Step step) throws IOException, SQLException {
        random = new Random(step.salt());
        switch (step.happening()) {
            case APPEND -> append(false);
            case APPEND_WITH_CONFLICT -> append(true);
            case RESEND -> resend();
            case APPEND_BEHIND_THE_END -> appendBehindTheEnd();
            case REOPEN -> reopen();
            case CRASH -> crashHalfwayThroughAnAppend();
        }
    }

    void end() {
        try {
            reopen();
            assertWhole();
        } finally {
            log.close();
        }
    }

    private void append(boolean withConflict) {
        Head head = log.head();
        CommitsToTry batch = CommitsToTry.after(head);
        int commits = 1 + random.nextInt(4);
        int conflictAt = withConflict && !sequences.isEmpty() ? random.nextInt(commits) : commits;
        Map<String, Long> planned = new HashMap<>(sequences);
        for (int i = 0; i < commits; i++) {
            List<String> streams = new ArrayList<>();
            for (int stream = random.nextInt(3); stream < 5; stream += 1 + random.nextInt(2)) {
                streams.add("s" + stream + "@" + next(planned, "s" + stream));
            }
            if (i == conflictAt) {
                String taken = sequences.keySet().stream().sorted().findFirst().orElseThrow();
                streams.add(
                        random.nextInt(streams.size() + 1), taken + "@" + random.nextLong(sequences.get(taken) + 1));
            }
            batch.commit(streams.toArray(String[]::new));
        }
        AppendOutcome outcome = log.append(head, batch.list());
        assertThat(outcome.appended()).isEqualTo(conflictAt);
        acknowledge(head, batch.list(), outcome.appended());
    }

    private static long next(Map<String, Long> sequences, String stream) {
        return sequences.merge(stream, 0L, (last, zero) -> last + 1);
    }

    private void acknowledge(Head from, List<Commit> sent, int appended) {
        for (Commit commit : sent.subList(0, appended)) {
            acknowledged.add(commit.id());
            commit.events().forEach(event -> sequences.merge(event.aggregateId(), event.sequence(), Math::max));
        }
        lastFrom = from;
        lastSent = sent.subList(0, appended);
    }

    private void resend() {
        assertThat(log.append(lastFrom, lastSent))
                .isEqualTo(new AppendOutcome(lastSent.size(), AppendOutcome.Stop.NONE));
    }

    private void appendBehindTheEnd() {
        if (log.head().nextPosition() > 0) {
            List<Commit> late = CommitsToTry.after(Head.START).commit("late@0").list();
            assertThat(log.append(Head.START, late)).isEqualTo(new AppendOutcome(0, AppendOutcome.Stop.HEAD_MOVED));
        }
    }

    private void reopen() {
        log.close();
        log = SqliteEventLog.open(file);
    }

    /** Large enough to spill out of the cache into the file, at times. */
    private void crashHalfwayThroughAnAppend() throws IOException, SQLException {
        log.writer().execute("PRAGMA cache_size = 2");
        log.writer().execute("BEGIN IMMEDIATE");
        long next = log.head().nextPosition();
        for (int i = 0; i < random.nextInt(200); i++) {
            log.writer()
                    .execute("INSERT INTO event VALUES (" + (next + i) + ", 'torn', 'Thing', " + i
                            + ", 'e', 't', NULL, 0, zeroblob(500), x'', 9e6, NULL, NULL, NULL, NULL)");
        }
        Path survives = LogFiles.asIfKilled(file, folder.resolve("crash" + crashes++));
        log.writer().execute("ROLLBACK");
        log.close();
        file = survives;
        log = SqliteEventLog.open(file);
        assertWhole();
    }

    private void assertWhole() {
        assertThat(new LogVerifier(log).verify(Head.START, progress -> {}).problem())
                .isEmpty();
        assertThat(log.readCommits(0, Integer.MAX_VALUE)).extracting(Commit::id).isEqualTo(acknowledged);
        sequences.forEach(
                (stream, last) -> assertThat(log.lastSequenceOf(stream)).hasValue(last));
        assertThat(log.lastSequenceOf("torn")).isEmpty();
        assertThat(log.lastSequenceOf("late")).isEmpty();
    }
}

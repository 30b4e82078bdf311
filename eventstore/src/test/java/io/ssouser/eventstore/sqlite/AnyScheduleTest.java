package io.ssouser.eventstore.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.eventstore.AppendOutcome;
import io.ssouser.eventstore.Commit;
import io.ssouser.eventstore.CommitsToTry;
import io.ssouser.eventstore.LogVerifier;
import io.ssouser.eventstore.Tail;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any schedule of appends, conflicts, resends, crashes and reopenings gives a dense log, each acknowledged commit exactly once, no
 * partial commit. The name of a failed run is its seed; {@code -Dschedule.seed=} runs it again.
 */
class AnyScheduleTest {
    private static final int STEPS = 120;

    @TempDir
    Path folder;

    private Random random = new Random();
    private SqliteEventLog log;
    private Path file;
    private int crashes;
    private final List<UUID> acknowledged = new ArrayList<>();
    private final Map<String, Long> sequences = new HashMap<>();
    private Tail lastFrom = Tail.START;
    private List<Commit> lastSent = List.of();

    static List<Long> seeds() {
        Long again = Long.getLong("schedule.seed");
        return again != null ? List.of(again) : new Random().longs(8).boxed().toList();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void any_schedule_keeps_the_log_whole(long seed) throws Exception {
        random = new Random(seed);
        file = folder.resolve("log.db");
        log = SqliteEventLog.open(file);
        for (int step = 0; step < STEPS; step++) {
            switch (random.nextInt(12)) {
                case 0 -> reopen();
                case 1 -> crashHalfwayThroughAnAppend();
                case 2 -> resend();
                case 3 -> appendBehindTheEnd();
                case 4, 5 -> append(true);
                default -> append(false);
            }
        }
        reopen();
        assertWhole();
        log.close();
    }

    private void append(boolean withConflict) {
        Tail tail = log.tail();
        CommitsToTry batch = CommitsToTry.after(tail);
        int commits = 1 + random.nextInt(4);
        int conflictAt = withConflict && !sequences.isEmpty() ? random.nextInt(commits) : commits;
        Map<String, Long> planned = new HashMap<>(sequences);
        for (int i = 0; i < commits; i++) {
            List<String> streams = new ArrayList<>();
            for (int stream = random.nextInt(3); stream < 5; stream += 1 + random.nextInt(2)) {
                streams.add("s" + stream + "@" + next(planned, "s" + stream));
            }
            if (i == conflictAt) {
                String taken = sequences.keySet().iterator().next();
                streams.add(
                        random.nextInt(streams.size() + 1), taken + "@" + random.nextLong(sequences.get(taken) + 1));
            }
            batch.commit(streams.toArray(String[]::new));
        }
        AppendOutcome outcome = log.append(tail, batch.list());
        assertThat(outcome.appended()).isEqualTo(conflictAt);
        acknowledge(tail, batch.list(), outcome.appended());
    }

    private static long next(Map<String, Long> sequences, String stream) {
        return sequences.merge(stream, 0L, (last, zero) -> last + 1);
    }

    private void acknowledge(Tail from, List<Commit> sent, int appended) {
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
        if (log.tail().nextPosition() > 0) {
            List<Commit> late = CommitsToTry.after(Tail.START).commit("late@0").list();
            assertThat(log.append(Tail.START, late)).isEqualTo(new AppendOutcome(0, AppendOutcome.Stop.TAIL_MOVED));
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
        long next = log.tail().nextPosition();
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
        assertThat(new LogVerifier(log).verify(Tail.START, progress -> {}).problem())
                .isEmpty();
        assertThat(log.readCommits(0, Integer.MAX_VALUE)).extracting(Commit::id).isEqualTo(acknowledged);
        sequences.forEach(
                (stream, last) -> assertThat(log.lastSequenceOf(stream)).hasValue(last));
        assertThat(log.lastSequenceOf("torn")).isEmpty();
        assertThat(log.lastSequenceOf("late")).isEmpty();
    }
}

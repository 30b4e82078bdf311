package io.ssouser.eventstore.log;

import static io.ssouser.eventstore.log.AppendOutcome.Stop.HEAD_MOVED;
import static io.ssouser.eventstore.log.AppendOutcome.Stop.NONE;
import static io.ssouser.eventstore.log.AppendOutcome.Stop.STREAM_CONFLICT;
import static io.ssouser.eventstore.log.CommitsToTry.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every event log promises. */
public abstract class EventLogContract {
    private EventLog log;

    /** Opens the same log again and again within a test; the one before is closed. */
    protected abstract EventLog open();

    @BeforeEach
    void openLog() {
        log = open();
    }

    @AfterEach
    void closeLog() {
        log.close();
    }

    private void reopen() {
        log.close();
        log = open();
    }

    private AppendOutcome append(CommitsToTry commits, Head from) {
        return log.append(from, commits.list());
    }

    @Test
    void an_empty_log_ends_at_zero_and_holds_nothing() {
        assertThat(log.head().isSameAs(new Head(0, new byte[32]))).isTrue();
        assertThat(log.read(0, 10)).isEmpty();
        assertThat(log.readCommits(0, 10)).isEmpty();
        assertThat(log.readStream("a", 0, 10)).isEmpty();
        assertThat(log.lastSequenceOf("a")).isEmpty();
        assertThat(log.lastPositionOf("a")).isEmpty();
        assertThat(log.firstPositionAtOrAfter(Instant.EPOCH)).isEmpty();
        assertThat(log.snapshotOf("a")).isEmpty();
    }

    @Test
    void events_come_back_to_the_byte_in_the_order_of_their_positions_also_after_a_restart() {
        StoredEvent full = CommitsToTry.event(0, "ä-stream", 0, NOON);
        StoredEvent bare = new StoredEvent(
                1,
                "own-id",
                null,
                0,
                "own-id",
                "plain",
                null,
                Instant.EPOCH.minusMillis(1),
                new byte[] {0, -1},
                new byte[0]);
        List<Commit> commits = CommitsToTry.after(log.head())
                .commit(UUID.randomUUID(), List.of(full, bare))
                .commit("ä-stream@1")
                .list();
        assertThat(log.append(log.head(), commits)).isEqualTo(new AppendOutcome(2, NONE));
        reopen();
        assertThat(log.read(0, 10))
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(full, bare, commits.get(1).events().get(0));
        assertThat(log.readCommits(0, 10))
                .usingRecursiveFieldByFieldElementComparator()
                .isEqualTo(commits);
        assertThat(log.head().isSameAs(Head.after(commits.get(1)))).isTrue();
    }

    @Test
    void reading_starts_and_stops_where_it_is_told() {
        CommitsToTry commits = CommitsToTry.after(log.head())
                .commit("a@0", "b@0")
                .commit("a@1")
                .commit("a@2", "b@1");
        append(commits, log.head());
        assertThat(log.read(1, 3)).extracting(StoredEvent::position).containsExactly(1L, 2L, 3L);
        assertThat(log.read(5, 3)).isEmpty();
        assertThat(log.readStream("a", 1, 10)).extracting(StoredEvent::sequence).containsExactly(1L, 2L);
        assertThat(log.readStream("a", 0, 2)).extracting(StoredEvent::position).containsExactly(0L, 2L);
        assertThat(log.readCommits(2, 1)).extracting(Commit::firstPosition).containsExactly(2L);
        assertThat(log.readCommits(3, 1)).extracting(Commit::lastPosition).containsExactly(4L);
        assertThat(log.lastSequenceOf("b")).hasValue(1);
        assertThat(log.lastPositionOf("b")).hasValue(4);
    }

    @Test
    void a_commit_that_meets_a_stored_event_stops_the_batch_and_leaves_nothing_of_itself() {
        append(CommitsToTry.after(log.head()).commit("taken@0"), log.head());
        Head before = log.head();
        List<Commit> batch = CommitsToTry.after(before)
                .commit("a@0")
                .commit("b@0", "taken@0", "c@0")
                .commit("d@0")
                .list();
        assertThat(log.append(before, batch)).isEqualTo(new AppendOutcome(1, STREAM_CONFLICT));
        assertThat(log.read(0, 10)).extracting(StoredEvent::aggregateId).containsExactly("taken", "a");
        assertThat(log.head().isSameAs(Head.after(batch.get(0)))).isTrue();
        assertThat(log.lastSequenceOf("b")).isEmpty();
        assertThat(append(CommitsToTry.after(log.head()).commit("b@0"), log.head()))
                .isEqualTo(new AppendOutcome(1, NONE));
    }

    @Test
    void two_commits_of_one_batch_conflict_like_any_other() {
        CommitsToTry batch =
                CommitsToTry.after(log.head()).commit("a@0").commit("a@0").commit("b@0");
        assertThat(append(batch, log.head())).isEqualTo(new AppendOutcome(1, STREAM_CONFLICT));
        assertThat(log.head().nextPosition()).isEqualTo(1);
    }

    @Test
    void a_conflict_at_the_head_of_a_batch_leaves_the_log_as_it_was() {
        append(CommitsToTry.after(log.head()).commit("a@0"), log.head());
        Head before = log.head();
        assertThat(append(CommitsToTry.after(before).commit("a@0"), before))
                .isEqualTo(new AppendOutcome(0, STREAM_CONFLICT));
        assertThat(log.head().isSameAs(before)).isTrue();
    }

    @Test
    void an_append_behind_the_end_changes_nothing() {
        Head start = log.head();
        append(CommitsToTry.after(start).commit("a@0"), start);
        assertThat(append(CommitsToTry.after(start).commit("b@0"), start)).isEqualTo(new AppendOutcome(0, HEAD_MOVED));
        Head beyond = new Head(7, new byte[32]);
        assertThat(append(CommitsToTry.after(beyond).commit("b@0"), beyond))
                .isEqualTo(new AppendOutcome(0, HEAD_MOVED));
        Head otherChain = new Head(1, new byte[32]);
        assertThat(append(CommitsToTry.after(otherChain).commit("b@0"), otherChain))
                .isEqualTo(new AppendOutcome(0, HEAD_MOVED));
        assertThat(log.head().nextPosition()).isEqualTo(1);
    }

    @Test
    void sending_the_identical_commits_again_stores_them_once() {
        Head start = log.head();
        List<Commit> commits = CommitsToTry.after(start)
                .commit("a@0", "b@0")
                .commit("a@1")
                .commit("c@0")
                .list();
        log.append(start, commits.subList(0, 2));
        reopen();
        assertThat(log.append(start, commits.subList(0, 2))).isEqualTo(new AppendOutcome(2, NONE));
        assertThat(log.append(start, commits)).isEqualTo(new AppendOutcome(3, NONE));
        assertThat(log.append(start, commits)).isEqualTo(new AppendOutcome(3, NONE));
        assertThat(log.read(0, 10)).hasSize(4);
    }

    @Test
    void a_resend_tells_how_far_it_had_come_before_another_writer() {
        Head start = log.head();
        List<Commit> commits =
                CommitsToTry.after(start).commit("a@0").commit("b@0").list();
        log.append(start, commits.subList(0, 1));
        append(CommitsToTry.after(log.head()).commit("other@0"), log.head());
        assertThat(log.append(start, commits)).isEqualTo(new AppendOutcome(1, HEAD_MOVED));
        assertThat(log.lastSequenceOf("b")).isEmpty();
    }

    @Test
    void commits_that_are_not_numbered_on_are_a_mistake_of_the_caller() {
        Head start = log.head();
        List<Commit> gap = CommitsToTry.after(start)
                .commit(UUID.randomUUID(), List.of(CommitsToTry.event(1, "a", 0, NOON)))
                .list();
        assertThatThrownBy(() -> log.append(start, gap)).isInstanceOf(IllegalArgumentException.class);
        assertThat(log.head().nextPosition()).isZero();
    }

    @Test
    void a_moment_is_the_first_event_in_log_order_that_is_not_before_it() {
        long[] seconds = {10, 30, 20, 40, 40, 35};
        List<StoredEvent> events = new ArrayList<>();
        for (long second : seconds) {
            events.add(CommitsToTry.event(events.size(), "s" + events.size(), 0, NOON.plusSeconds(second)));
        }
        append(CommitsToTry.after(log.head()).commit(UUID.randomUUID(), events), log.head());
        assertThat(log.firstPositionAtOrAfter(NOON)).hasValue(0);
        assertThat(log.firstPositionAtOrAfter(NOON.plusSeconds(15))).hasValue(1);
        assertThat(log.firstPositionAtOrAfter(NOON.plusSeconds(30))).hasValue(1);
        assertThat(log.firstPositionAtOrAfter(NOON.plusSeconds(31))).hasValue(3);
        assertThat(log.firstPositionAtOrAfter(NOON.plusSeconds(41))).isEmpty();
    }

    @Test
    void a_commit_that_lost_leaves_no_trace_in_what_moments_mean() {
        append(CommitsToTry.after(log.head()).commit("a@0"), log.head());
        StoredEvent late = CommitsToTry.event(1, "a", 0, NOON.plusSeconds(100));
        append(CommitsToTry.after(log.head()).commit(UUID.randomUUID(), List.of(late)), log.head());
        append(CommitsToTry.after(log.head()).commit("a@1"), log.head());
        assertThat(log.firstPositionAtOrAfter(NOON.plusSeconds(50))).isEmpty();
    }

    @Test
    void the_newest_snapshot_of_an_aggregate_is_kept_and_survives_with_the_next_append() {
        log.keepSnapshot(snapshot("a", 5));
        log.keepSnapshot(snapshot("a", 3));
        assertThat(log.snapshotOf("a")).map(Snapshot::sequence).hasValue(5L);
        append(CommitsToTry.after(log.head()).commit("x@0"), log.head());
        reopen();
        assertThat(log.snapshotOf("a")).get().usingRecursiveComparison().isEqualTo(snapshot("a", 5));
        log.keepSnapshot(snapshot("a", 4));
        assertThat(log.snapshotOf("a")).map(Snapshot::sequence).hasValue(5L);
        append(CommitsToTry.after(log.head()).commit("x@1"), log.head());
        assertThat(log.snapshotOf("a")).map(Snapshot::sequence).hasValue(5L);
        assertThat(log.head().nextPosition()).isEqualTo(2);
    }

    private static Snapshot snapshot(String aggregateId, long sequence) {
        byte[] payload = ("{\"at\":" + sequence + "}").getBytes(StandardCharsets.UTF_8);
        return new Snapshot(
                aggregateId, "Thing", sequence, "id" + sequence, "thing", null, NOON, payload, new byte[] {1});
    }

    @Test
    void of_writers_racing_for_the_same_versions_each_version_has_one_winner() throws Exception {
        int writers = 8;
        int versions = 40;
        List<List<Long>> won = race(writers, () -> winVersions(versions));
        List<Long> winners = won.stream().flatMap(List::stream).sorted().toList();
        List<Long> each = new ArrayList<>();
        for (long version = 0; version < versions; version++) {
            each.add(version);
        }
        assertThat(winners).isEqualTo(each);
        assertThat(log.readStream("contested", 0, 1000))
                .extracting(StoredEvent::sequence)
                .isEqualTo(each);
        assertThat(log.read(0, 1000)).extracting(StoredEvent::position).isEqualTo(each);
    }

    private List<Long> winVersions(int versions) {
        List<Long> won = new ArrayList<>();
        long version = 0;
        while (version < versions) {
            Head head = log.head();
            AppendOutcome outcome = append(CommitsToTry.after(head).commit("contested@" + version), head);
            if (outcome.appended() == 1) {
                won.add(version);
            }
            if (outcome.stop() != HEAD_MOVED) {
                version++;
            }
        }
        return won;
    }

    @Test
    void a_reader_never_sees_an_event_before_all_that_stand_before_it() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService readers = Executors.newFixedThreadPool(3);
        List<Future<Long>> seen = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            seen.add(readers.submit(() -> readDensely(done)));
        }
        for (int i = 0; i < 100; i++) {
            Head head = log.head();
            append(
                    CommitsToTry.after(head)
                            .commit("a@" + 2 * i, "a@" + (2 * i + 1))
                            .commit("b@" + i),
                    head);
        }
        done.set(true);
        readers.shutdown();
        for (Future<Long> reader : seen) {
            assertThat(reader.get()).isEqualTo(300);
        }
    }

    private long readDensely(AtomicBoolean done) {
        long next = 0;
        while (true) {
            boolean last = done.get();
            long end = log.head().nextPosition();
            List<StoredEvent> events = log.read(next, 7);
            for (StoredEvent event : events) {
                assertThat(event.position()).isEqualTo(next++);
            }
            if (events.isEmpty()) {
                assertThat(next).isGreaterThanOrEqualTo(end);
                if (last) {
                    return next;
                }
            }
        }
    }

    private static <T> List<T> race(int threads, Callable<T> work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> result : pool.invokeAll(Collections.nCopies(threads, work))) {
                results.add(result.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void a_closed_log_is_unavailable() {
        log.close();
        assertThatThrownBy(() -> log.head()).isInstanceOf(LogUnavailable.class);
        assertThatThrownBy(() -> log.read(0, 1)).isInstanceOf(LogUnavailable.class);
        List<Commit> commits = CommitsToTry.after(Head.START).commit("a@0").list();
        assertThatThrownBy(() -> log.append(Head.START, commits)).isInstanceOf(LogUnavailable.class);
    }
}

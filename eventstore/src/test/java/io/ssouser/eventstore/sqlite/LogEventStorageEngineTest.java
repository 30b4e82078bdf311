package io.ssouser.eventstore.sqlite;

import static io.ssouser.eventstore.log.UncertainLog.Fate.ANSWER_LOST;
import static io.ssouser.eventstore.log.UncertainLog.Fate.LOST_ON_THE_WAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ssouser.eventstore.axon.EventEncryption;
import io.ssouser.eventstore.axon.LogEngineBuilder;
import io.ssouser.eventstore.axon.LogEventStorageEngine;
import io.ssouser.eventstore.log.CommitTooLarge;
import io.ssouser.eventstore.log.Head;
import io.ssouser.eventstore.log.LogBroken;
import io.ssouser.eventstore.log.LogUnavailable;
import io.ssouser.eventstore.log.StoredEvent;
import io.ssouser.eventstore.log.UncertainLog;
import io.ssouser.eventstore.log.append.AppendLimits;
import io.ssouser.eventstore.log.append.AppendObserver;
import io.ssouser.eventstore.proof.LogVerifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogEventStorageEngineTest {
    private static final Serializer JSON = Jackson3Serializer.builder().build();

    @TempDir
    Path folder;

    private SqliteEventLog stored;
    private UncertainLog log;
    private LogEventStorageEngine engine;
    private final ExecutorService callers = Executors.newCachedThreadPool();

    @BeforeEach
    void open() {
        stored = SqliteEventLog.open(folder.resolve("log.db"));
        log = new UncertainLog(stored);
        engine = engine(builder -> builder);
    }

    @AfterEach
    void close() {
        callers.shutdownNow();
        engine.close();
        log.close();
    }

    private LogEventStorageEngine engine(UnaryOperator<LogEngineBuilder> options) {
        LogEngineBuilder builder = LogEventStorageEngine.builder(log, Clock.systemUTC(), UUID::randomUUID, "node")
                .eventSerializer(JSON)
                .snapshotSerializer(JSON);
        return options.apply(builder).build();
    }

    private static DomainEventMessage<String> event(String aggregateId, long sequence) {
        return new GenericDomainEventMessage<>("Thing", aggregateId, sequence, "it happened");
    }

    private List<String> storedStreams() {
        return stored.read(0, 10_000).stream()
                .map(event -> event.aggregateId() + "@" + event.sequence())
                .toList();
    }

    private void assertProved() {
        assertThat(new LogVerifier(stored).verify(Head.START, next -> {}).problem())
                .isEmpty();
    }

    /** Commits that are handed in while an append is held up, and so go into one batch. */
    private List<Future<?>> inOneBatch(List<List<EventMessage<?>>> commits) throws InterruptedException {
        log.mayAppend.drainPermits();
        List<Future<?>> waiting = new ArrayList<>();
        waiting.add(callers.submit(() -> engine.appendEvents(event("first", 0))));
        await().until(() -> log.mayAppend.hasQueuedThreads());
        for (List<EventMessage<?>> commit : commits) {
            waiting.add(callers.submit(() -> engine.appendEvents(commit)));
            await().until(() -> engine.waitingCommits() == waiting.size() - 1);
        }
        log.mayAppend.release(Integer.MAX_VALUE);
        return waiting;
    }

    @Test
    void in_a_batch_only_the_caller_whose_stream_has_moved_on_loses() throws Exception {
        engine.appendEvents(event("taken", 0));
        List<Future<?>> callers = inOneBatch(List.of(
                List.of(event("a", 0), event("b", 0)),
                List.of(event("c", 0), event("taken", 0), event("d", 0)),
                List.of(event("e", 0))));
        for (int i : new int[] {0, 1, 3}) {
            callers.get(i).get();
        }
        assertThatThrownBy(() -> callers.get(2).get())
                .hasCauseInstanceOf(AggregateStreamCreationException.class)
                .hasMessageContaining("[taken]");
        assertThat(storedStreams()).containsExactly("taken@0", "first@0", "a@0", "b@0", "e@0");
        assertProved();
    }

    @Test
    void a_lost_race_names_the_event_that_lost() {
        engine.appendEvents(event("a", 0), event("a", 1));
        assertThatThrownBy(() -> engine.appendEvents(event("b", 0), event("a", 1)))
                .isInstanceOf(ConcurrencyException.class)
                .hasMessageContaining("aggregate [a] at sequence [1]");
        assertThat(storedStreams()).containsExactly("a@0", "a@1");
    }

    @Test
    void of_callers_racing_for_each_version_one_wins() throws Exception {
        engine.appendEvents(event("contested", 0));
        List<Future<List<Long>>> racers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            racers.add(callers.submit(() -> {
                List<Long> won = new ArrayList<>();
                for (long version = 1; version <= 50; version++) {
                    try {
                        engine.appendEvents(event("contested", version));
                        won.add(version);
                    } catch (ConcurrencyException lost) {
                        assertThat(lost).hasMessageContaining("contested");
                    }
                }
                return won;
            }));
        }
        List<Long> winners = new ArrayList<>();
        for (Future<List<Long>> racer : racers) {
            winners.addAll(racer.get());
        }
        assertThat(winners).hasSize(50).doesNotHaveDuplicates();
        assertThat(stored.head().nextPosition()).isEqualTo(51);
    }

    @Test
    void an_append_whose_answer_is_lost_is_stored_once_and_acknowledged() {
        log.next(ANSWER_LOST);
        engine.appendEvents(event("a", 0));
        log.next(LOST_ON_THE_WAY);
        engine.appendEvents(event("a", 1));
        assertThat(storedStreams()).containsExactly("a@0", "a@1");
        assertProved();
    }

    @Test
    void while_the_log_cannot_answer_callers_are_told_and_afterwards_it_goes_on() {
        engine.appendEvents(event("a", 0));
        log.next(ANSWER_LOST);
        log.headReadable = false;
        assertThatThrownBy(() -> engine.appendEvents(event("a", 1))).isInstanceOf(LogUnavailable.class);
        assertThatThrownBy(() -> engine.appendEvents(event("b", 0))).isInstanceOf(LogUnavailable.class);
        log.headReadable = true;
        // The first of them had arrived after all: whoever tries again meets it, and nothing is stored twice.
        assertThatThrownBy(() -> engine.appendEvents(event("a", 1))).isInstanceOf(ConcurrencyException.class);
        engine.appendEvents(event("a", 2), event("b", 0));
        assertThat(storedStreams()).containsExactly("a@0", "a@1", "a@2", "b@0");
        assertProved();
    }

    @Test
    void two_engines_on_one_log_number_again_what_the_other_overtook() throws Exception {
        try (LogEventStorageEngine other = engine(builder -> builder)) {
            List<Future<?>> writers = new ArrayList<>();
            for (LogEventStorageEngine one : List.of(engine, other)) {
                String stream = one == engine ? "mine" : "other";
                writers.add(callers.submit(() -> {
                    for (int i = 0; i < 100; i++) {
                        one.appendEvents(event(stream, i));
                    }
                }));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
        }
        assertThat(stored.lastSequenceOf("mine")).hasValue(99);
        assertThat(stored.lastSequenceOf("other")).hasValue(99);
        assertThat(stored.head().nextPosition()).isEqualTo(200);
        assertProved();
    }

    @Test
    void an_interrupted_caller_still_learns_the_outcome_and_stays_interrupted() throws Exception {
        log.mayAppend.drainPermits();
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        AtomicReference<Thread> caller = new AtomicReference<>();
        callers.execute(() -> {
            caller.set(Thread.currentThread());
            engine.appendEvents(event("a", 0));
            interrupted.complete(Thread.interrupted());
        });
        await().until(() -> log.mayAppend.hasQueuedThreads());
        caller.get().interrupt();
        assertThat(interrupted).isNotDone();
        log.mayAppend.release(Integer.MAX_VALUE);
        assertThat(interrupted).succeedsWithin(Duration.ofSeconds(5)).isEqualTo(true);
        assertThat(storedStreams()).containsExactly("a@0");
    }

    @Test
    void a_commit_above_the_limit_is_refused_and_the_others_go_on() {
        engine.close();
        engine = engine(builder -> builder.limits(new AppendLimits(10, 600, 600, 10)));
        EventMessage<?> large = new GenericDomainEventMessage<>("Thing", "large", 0, "x".repeat(600));
        assertThatThrownBy(() -> engine.appendEvents(large))
                .isInstanceOf(CommitTooLarge.class)
                .hasMessageContaining("limit of 600 bytes");
        engine.appendEvents(event("a", 0));
        assertThat(storedStreams()).containsExactly("a@0");
    }

    @Test
    void callers_beyond_the_bound_are_refused_at_once() throws Exception {
        engine.close();
        engine = engine(builder -> builder.limits(new AppendLimits(10, 1000, 1000, 2)));
        List<Future<?>> waiting = new ArrayList<>();
        log.mayAppend.drainPermits();
        waiting.add(callers.submit(() -> engine.appendEvents(event("a", 0))));
        await().until(() -> log.mayAppend.hasQueuedThreads());
        waiting.add(callers.submit(() -> engine.appendEvents(event("b", 0))));
        waiting.add(callers.submit(() -> engine.appendEvents(event("c", 0))));
        await().until(() -> engine.waitingCommits() == 2);
        assertThatThrownBy(() -> engine.appendEvents(event("d", 0)))
                .isInstanceOf(LogUnavailable.class)
                .hasMessageContaining("waiting");
        log.mayAppend.release(Integer.MAX_VALUE);
        for (Future<?> caller : waiting) {
            caller.get();
        }
        assertThat(storedStreams()).containsExactlyInAnyOrder("a@0", "b@0", "c@0");
    }

    @Test
    void closing_stores_what_was_handed_in_and_refuses_what_comes_later() {
        engine.appendEvents(event("a", 0));
        engine.close();
        assertThatThrownBy(() -> engine.appendEvents(event("a", 1))).isInstanceOf(LogUnavailable.class);
        assertThat(storedStreams()).containsExactly("a@0");
    }

    @Test
    void the_root_unit_of_work_learns_the_position_of_its_last_event() {
        engine.appendEvents(event("a", 0));
        DefaultUnitOfWork<?> root = DefaultUnitOfWork.startAndGet(GenericEventMessage.asEventMessage("cause"));
        DefaultUnitOfWork<?> nested = DefaultUnitOfWork.startAndGet(GenericEventMessage.asEventMessage("nested"));
        engine.appendEvents(event("a", 1), event("b", 0));
        nested.rollback();
        Long last = root.getResource(LogEventStorageEngine.LAST_POSITION);
        root.rollback();
        assertThat(last).isEqualTo(2);
    }

    @Test
    void what_is_stored_is_sealed_and_what_is_read_is_opened() {
        engine.close();
        engine = engine(builder -> builder.encrypt(new Reversed()));
        engine.appendEvents(event("a", 0));
        engine.storeSnapshot(event("a", 0));
        String raw = new String(stored.read(0, 1).get(0).payload(), StandardCharsets.UTF_8);
        assertThat(raw).isEqualTo("\"deneppah ti\"");
        assertThat(engine.readEvents("a").next().getPayload()).isEqualTo("it happened");
        assertThat(engine.readSnapshot("a").orElseThrow().getPayload()).isEqualTo("it happened");
        assertThat(engine.readEvents(null, false).findFirst().orElseThrow().getPayload())
                .isEqualTo("it happened");
    }

    private static final class Reversed implements EventEncryption {
        @Override
        public Bytes encrypt(Subject event, Bytes clear) {
            assertThat(event.aggregateId()).isEqualTo("a");
            return new Bytes(reversed(clear.payload()), clear.metadata());
        }

        @Override
        public Bytes decrypt(Subject event, Bytes encrypted) {
            return encrypt(event, encrypted);
        }

        private static byte[] reversed(byte[] bytes) {
            String text = new String(bytes, StandardCharsets.UTF_8);
            return new StringBuilder(text).reverse().toString().getBytes(StandardCharsets.UTF_8);
        }
    }

    @Test
    void an_event_outside_any_aggregate_is_its_own_stream() {
        EventMessage<String> plain = GenericEventMessage.asEventMessage("tick");
        engine.appendEvents(plain);
        StoredEvent event = stored.read(0, 1).get(0);
        assertThat(event.aggregateId()).isEqualTo(plain.getIdentifier());
        assertThat(event.sequence()).isZero();
        TrackedEventMessage<?> read = engine.readEvents(null, false).findFirst().orElseThrow();
        assertThat(read).isNotInstanceOf(DomainEventMessage.class);
        assertThat(read.getIdentifier()).isEqualTo(plain.getIdentifier());
    }

    @Test
    void tokens_are_exact() {
        assertThat(engine.createHeadToken()).isNull();
        assertThat(engine.createTailToken()).isNull();
        assertThat(engine.headPosition()).isEqualTo(-1);
        engine.appendEvents(event("a", 0), event("a", 1));
        assertThat(engine.headPosition()).isEqualTo(1);
        assertThat(engine.createHeadToken()).isEqualTo(new GlobalSequenceTrackingToken(1));
        assertThat(engine.readEvents(engine.createHeadToken(), false)).isEmpty();
        assertThat(engine.readEvents(engine.createTailToken(), false).map(TrackedEventMessage::trackingToken))
                .isEqualTo(List.of(new GlobalSequenceTrackingToken(0), new GlobalSequenceTrackingToken(1)));
        assertThat(engine.lastSequenceNumberFor("a")).hasValue(1L);
        assertThat(engine.lastSequenceNumberFor("b")).isEmpty();
    }

    @Test
    void a_reader_that_has_seen_more_than_the_log_holds_is_stopped() {
        engine.appendEvents(event("a", 0));
        assertThatThrownBy(() -> engine.readEvents(new GlobalSequenceTrackingToken(1), false))
                .isInstanceOf(LogBroken.class)
                .hasMessageContaining("position 1");
    }

    @Test
    void a_missing_position_stops_its_reader() throws SQLException {
        engine.appendEvents(event("a", 0), event("a", 1), event("a", 2));
        stored.writer().execute("DELETE FROM event WHERE position = 1");
        assertThatThrownBy(() -> engine.readEvents(null, false).toList())
                .isInstanceOf(LogBroken.class)
                .hasMessageContaining("Position 1 is missing");
    }

    @Test
    void an_observer_is_told_of_each_step() throws Exception {
        engine.close();
        List<AppendObserver.AppendedBatch> steps = new CopyOnWriteArrayList<>();
        engine = engine(builder -> builder.observer(steps::add));
        for (Future<?> caller : inOneBatch(List.of(List.of(event("a", 0), event("a", 1)), List.of(event("b", 0))))) {
            caller.get();
        }
        await().until(() -> steps.size() == 2);
        assertThat(steps).extracting(AppendObserver.AppendedBatch::commits).containsExactly(1, 2);
        assertThat(steps).extracting(AppendObserver.AppendedBatch::events).containsExactly(1, 3);
        assertThat(steps.get(1).longestWait()).isPositive();
    }
}

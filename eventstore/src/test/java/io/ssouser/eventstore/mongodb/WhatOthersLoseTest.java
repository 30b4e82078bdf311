package io.ssouser.eventstore.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The schedules under which an event store loses events or shows halves, when it orders events by the clocks of their writers, looks back
 * for late ones, and writes the events of a commit one by one, as axon-mongo's engine does. Two nodes write, and a third reads by its
 * token alone. Here every event that was acknowledged is read, once. The bench counts what they cost that engine: all but the batch
 * boundary cost it events or wholeness.
 */
class WhatOthersLoseTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final Duration EXACT = Duration.ZERO;

    enum Where {
        FAKE,
        MONGODB
    }

    private final List<AutoCloseable> opened = new ArrayList<>();
    private final ReentrantLock shared = new ReentrantLock();

    private <T extends AutoCloseable> T closing(T resource) {
        opened.add(0, resource);
        return resource;
    }

    private Supplier<CommitCollection> on(Where where) {
        if (where == Where.FAKE) {
            Choices usual = new Choices(List.of());
            FakeReplicaSet replicas = new FakeReplicaSet(usual, new Turns(usual));
            return () -> new FakeCommits(replicas);
        }
        MongoStore store = closing(closing(TestMongo.fresh()).store());
        return () -> new DriverCommits(store);
    }

    private NodeOfTest node(Supplier<CommitCollection> log, Duration clockIsAhead) {
        return closing(new NodeOfTest(log.get(), shared, clockIsAhead, 100));
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable resource : opened) {
            resource.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_event_written_1001_ms_late_is_read(Where where) {
        Supplier<CommitCollection> log = on(where);
        NodeOfTest slow = node(log, EXACT);
        NodeOfTest quick = node(log, EXACT);
        NodeOfTest reading = node(log, EXACT);

        CompletableFuture<Void> late = slow.publishHeldUp(NOON, "late");
        quick.publish(NOON.plusMillis(1001), "quick");
        assertThat(reading.read(10)).containsExactly("quick");
        slow.release(late);

        assertThat(reading.read(10)).containsExactly("late");
        assertThat(reading.read(10)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void an_event_written_500_ms_late_is_handled_by_a_pooled_processor_once(Where where) {
        Supplier<CommitCollection> log = on(where);
        NodeOfTest slow = node(log, EXACT);
        NodeOfTest quick = node(log, EXACT);
        NodeOfTest reading = node(log, EXACT);
        List<String> handled = new CopyOnWriteArrayList<>();
        closing(processor(reading, handled));

        CompletableFuture<Void> late = slow.publishHeldUp(NOON, "late");
        quick.publish(NOON.plusMillis(500), "quick");
        await().until(() -> handled.size() == 1);
        slow.release(late);
        quick.publish(NOON.plusMillis(600), "after");

        await().until(() -> handled.size() >= 3);
        assertThat(handled).containsExactly("quick", "late", "after");
    }

    private static AutoCloseable processor(NodeOfTest node, List<String> handled) {
        ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);
        PooledStreamingEventProcessor processor = PooledStreamingEventProcessor.builder()
                .name("all")
                .eventHandlerInvoker(SimpleEventHandlerInvoker.builder()
                        .eventHandlers(new Object() {
                            @EventHandler
                            public void on(String event) {
                                handled.add(event);
                            }
                        })
                        .build())
                .messageSource(node.store)
                .tokenStore(new InMemoryTokenStore())
                .transactionManager(NoTransactionManager.instance())
                .coordinatorExecutor(threads)
                .workerExecutor(threads)
                .initialSegmentCount(1)
                .build();
        processor.start();
        return () -> {
            processor.shutDown();
            threads.shutdownNow();
        };
    }

    @ParameterizedTest
    @EnumSource
    void a_late_event_at_the_boundary_of_two_batches_that_both_lie_in_the_look_back_is_read(Where where) {
        Supplier<CommitCollection> log = on(where);
        NodeOfTest slow = node(log, EXACT);
        NodeOfTest quick = node(log, EXACT);
        NodeOfTest reading = closing(new NodeOfTest(log.get(), shared, EXACT, 2));

        CompletableFuture<Void> late = slow.publishHeldUp(NOON.plusMillis(1), "late");
        quick.publish(NOON, "a", "b", "c");
        quick.publish(NOON.plusMillis(2), "d");
        assertThat(reading.read(2)).containsExactly("a", "b");
        slow.release(late);

        assertThat(reading.read(2)).containsExactly("c", "d");
        assertThat(reading.read(2)).containsExactly("late");
        assertThat(reading.read(2)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void the_events_of_a_node_whose_clock_is_50_ms_behind_are_read(Where where) {
        Supplier<CommitCollection> log = on(where);
        NodeOfTest right = node(log, EXACT);
        NodeOfTest behind = node(log, Duration.ofMillis(-50));
        NodeOfTest reading = node(log, EXACT);
        List<String> read = new ArrayList<>();
        List<String> written = new ArrayList<>();

        for (int i = 0; i < 10; i++) {
            right.publish(NOON.plusMillis(10 * i), "right" + i);
            read.addAll(reading.read(1));
            behind.publish(NOON.plusMillis(10 * i + 1), "behind" + i);
            read.addAll(reading.read(1));
            written.addAll(List.of("right" + i, "behind" + i));
        }

        assertThat(read).isEqualTo(written);
        assertThat(reading.engine.createTokenAt(NOON.plusMillis(90)).position()).hasValue(17);
    }

    @ParameterizedTest
    @EnumSource
    void of_a_commit_that_fails_in_the_middle_nothing_is_read_and_what_follows_is(Where where) {
        Supplier<CommitCollection> log = on(where);
        NodeOfTest one = node(log, EXACT);
        NodeOfTest other = node(log, EXACT);
        NodeOfTest reading = node(log, EXACT);

        one.publish(NOON, "taken");
        assertThatThrownBy(() -> other.publish(NOON, "before", "taken", "behind"))
                .isInstanceOf(AggregateStreamCreationException.class);
        other.publish(NOON, "before", "behind");

        assertThat(reading.read(10)).containsExactly("taken", "before", "behind");
        assertThat(reading.engine.headPosition()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void a_commit_whose_reply_got_lost_is_read_once_and_acknowledged_even_when_another_came_between(Where where) {
        Supplier<CommitCollection> log = on(where);
        NodeOfTest one = node(log, EXACT);
        NodeOfTest other = node(log, EXACT);
        NodeOfTest reading = node(log, EXACT);

        one.wire.replyGetsLost = true;
        one.publish(NOON, "a", "b");
        other.publish(NOON, "c");
        one.publish(NOON, "d");

        assertThat(reading.read(10)).containsExactly("a", "b", "c", "d");
    }
}

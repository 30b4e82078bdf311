package io.ssouser.eventstore.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ssouser.eventstore.axon.LogEventStorageEngine;
import io.ssouser.eventstore.axon.LogEventStore;
import io.ssouser.eventstore.log.LogBroken;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.axonframework.monitoring.NoOpMessageMonitor;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogEventStoreTest {
    @TempDir
    Path folder;

    private SqliteEventLog log;
    private LogEventStorageEngine engine;
    private LogEventStore store;

    @BeforeEach
    void open() {
        log = SqliteEventLog.open(folder.resolve("log.db"));
        Serializer json = Jackson3Serializer.builder().build();
        engine = LogEventStorageEngine.builder(log, Clock.systemUTC(), UUID::randomUUID, "node")
                .eventSerializer(json)
                .snapshotSerializer(json)
                .build();
        store = LogEventStore.on(engine, NoOpMessageMonitor.instance());
    }

    @AfterEach
    void close() {
        engine.close();
        log.close();
    }

    private void publish(long from, int count) {
        List<DomainEventMessage<?>> events = new ArrayList<>();
        for (long sequence = from; sequence < from + count; sequence++) {
            events.add(new GenericDomainEventMessage<>("Thing", "a", sequence, "event " + sequence));
        }
        store.publish(events);
    }

    private static List<Object> take(TrackingEventStream stream, int count) throws InterruptedException {
        List<Object> payloads = new ArrayList<>();
        while (payloads.size() < count) {
            payloads.add(stream.nextAvailable().getPayload());
        }
        return payloads;
    }

    @Test
    void a_waiting_reader_wakes_when_an_event_is_published() {
        try (TrackingEventStream stream = store.openStream(null)) {
            CompletableFuture<List<Object>> read = CompletableFuture.supplyAsync(() -> {
                try {
                    return take(stream, 2);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            publish(0, 1);
            publish(1, 1);
            assertThat(read).succeedsWithin(Duration.ofSeconds(5)).isEqualTo(List.of("event 0", "event 1"));
        }
    }

    @Test
    void a_streaming_processor_handles_each_event_without_waiting_for_its_poll() {
        List<Object> handled = new CopyOnWriteArrayList<>();
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
                .messageSource(store)
                .tokenStore(new InMemoryTokenStore())
                .transactionManager(NoTransactionManager.instance())
                .coordinatorExecutor(threads)
                .workerExecutor(threads)
                .initialSegmentCount(1)
                .build();
        processor.start();
        try {
            publish(0, 1);
            await().until(() -> handled.size() == 1);
            long start = System.nanoTime();
            for (int i = 1; i <= 20; i++) {
                publish(i, 1);
                int expected = i + 1;
                await().pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(1))
                        .until(() -> handled.size() == expected);
            }
            // Axon's own poll of 500 ms would take 5 s on average.
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
        } finally {
            processor.shutDown();
            threads.shutdownNow();
        }
    }

    @Test
    void readers_at_the_head_share_what_was_decoded() throws InterruptedException {
        publish(0, 3);
        try (TrackingEventStream one = store.openStream(null);
                TrackingEventStream other = store.openStream(null)) {
            for (int i = 0; i < 3; i++) {
                EventMessage<?> first = one.nextAvailable();
                assertThat(other.nextAvailable()).isSameAs(first);
            }
        }
    }

    @Test
    void a_reader_far_behind_sees_everything_once_and_in_order() throws InterruptedException {
        for (int i = 0; i < 60; i++) {
            publish(100L * i, 100);
        }
        try (TrackingEventStream ahead = store.openStream(null);
                TrackingEventStream late = store.openStream(null);
                TrackingEventStream skewed = store.openStream(new GlobalSequenceTrackingToken(4036))) {
            List<Object> all = take(ahead, 6000);
            assertThat(take(late, 6000)).isEqualTo(all);
            assertThat(take(skewed, 1963)).isEqualTo(all.subList(4037, 6000));
            assertThat(late.hasNextAvailable()).isFalse();
            assertThat(skewed.hasNextAvailable()).isFalse();
            publish(6000, 1);
            assertThat(late.peek())
                    .map(TrackedEventMessage::trackingToken)
                    .hasValue(new GlobalSequenceTrackingToken(6000));
        }
    }

    @Test
    void a_closed_stream_lets_its_reader_go() throws InterruptedException {
        TrackingEventStream stream = store.openStream(null);
        CompletableFuture<Void> reader = CompletableFuture.runAsync(
                () -> assertThatThrownBy(stream::nextAvailable).isInstanceOf(IllegalStateException.class));
        stream.close();
        assertThat(reader).succeedsWithin(5, TimeUnit.SECONDS);
        assertThat(stream.hasNextAvailable(1, TimeUnit.MINUTES)).isFalse();
    }

    @Test
    void a_closed_stream_wakes_nobody_also_when_asked_to_afterwards() {
        AtomicInteger woken = new AtomicInteger();
        TrackingEventStream before = store.openStream(null);
        before.setOnAvailableCallback(woken::incrementAndGet);
        before.close();
        TrackingEventStream after = store.openStream(null);
        after.close();
        after.setOnAvailableCallback(woken::incrementAndGet);
        int atOnce = woken.get();

        publish(0, 1);

        assertThat(woken).hasValue(atOnce);
    }

    @Test
    void a_token_beyond_the_log_is_refused() {
        assertThatThrownBy(() -> store.openStream(new GlobalSequenceTrackingToken(0)))
                .isInstanceOf(LogBroken.class);
    }
}

package io.ssouser.eventstore.mongodb;

import io.ssouser.eventstore.axon.LogEngineBuilder;
import io.ssouser.eventstore.axon.LogEventStorageEngine;
import io.ssouser.eventstore.axon.LogEventStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.awaitility.Awaitility;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.MetaData;
import org.axonframework.monitoring.NoOpMessageMonitor;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.jspecify.annotations.Nullable;

/** One node of the service as far as events go: its own engine, clock and way to the log, and one reader that goes by its token. */
final class NodeOfTest implements AutoCloseable {
    final HeldCommits wire;
    final LogEventStorageEngine engine;
    final LogEventStore store;
    private final MongoHeadWatch watch;
    private final Duration clockIsAhead;
    private @Nullable TrackingToken token;

    NodeOfTest(CommitCollection commits, ReentrantLock shared, Duration clockIsAhead, int batchSize) {
        this.wire = new HeldCommits(commits, shared);
        this.clockIsAhead = clockIsAhead;
        MongoEventLog log = new MongoEventLog(wire, new FakeSnapshots());
        Serializer json = Jackson3Serializer.builder().build();
        LogEngineBuilder builder = LogEventStorageEngine.builder(
                        log, Clock.offset(Clock.systemUTC(), clockIsAhead), UUID::randomUUID, "node")
                .eventSerializer(json)
                .snapshotSerializer(json);
        builder.batchSize(batchSize);
        this.engine = builder.build();
        this.store = LogEventStore.on(engine, NoOpMessageMonitor.instance());
        this.watch = new MongoHeadWatch(log, engine::wakeReaders, Optional.empty(), refused -> {});
    }

    /** An event that says its name, the first of an aggregate of that name, stamped by this node's clock at the moment. */
    EventMessage<String> event(String name, Instant moment) {
        return new GenericDomainEventMessage<>(
                "Thing",
                name,
                0,
                name,
                MetaData.emptyInstance(),
                UUID.randomUUID().toString(),
                moment.plus(clockIsAhead));
    }

    void publish(Instant moment, String... names) {
        List<EventMessage<?>> events = new ArrayList<>();
        for (String name : names) {
            events.add(event(name, moment));
        }
        store.publish(events);
    }

    /** Stamped at the moment, but on its way until {@link #release}. */
    CompletableFuture<Void> publishHeldUp(Instant moment, String... names) {
        wire.mayInsert.drainPermits();
        CompletableFuture<Void> published = CompletableFuture.runAsync(() -> publish(moment, names));
        Awaitility.await().until(wire.mayInsert::hasQueuedThreads);
        return published;
    }

    void release(CompletableFuture<Void> published) {
        wire.mayInsert.release(Integer.MAX_VALUE);
        published.join();
    }

    /** What the reader finds after its token, up to so many; it keeps nothing but its token. */
    List<String> read(int atMost) {
        List<String> found = new ArrayList<>();
        try (TrackingEventStream stream = store.openStream(token)) {
            while (found.size() < atMost && stream.hasNextAvailable()) {
                TrackedEventMessage<?> event = stream.nextAvailable();
                found.add((String) event.getPayload());
                token = event.trackingToken();
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return found;
    }

    @Override
    public void close() {
        watch.close();
        engine.close();
    }
}

package io.ssouser.bench;

import io.ssouser.bench.BenchServer.Database;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.MetaData;

/**
 * The same events with each contender, a commit each, stamped ten milliseconds apart: a token of axon-mongo names all events of the last
 * second, so it is slower the closer they are.
 */
record Replays(Map<Contender, Database> databases) implements AutoCloseable {
    private static final int EVENTS = Integer.getInteger("events", 5_000);
    private static final int MILLIS_APART = 10;
    private static final int BATCH = 100;
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    static Replays prepare(BenchServer server, List<Contender> contenders) {
        Map<Contender, Database> databases = new EnumMap<>(Contender.class);
        for (Contender contender : contenders) {
            Database database = server.database();
            databases.put(contender, database);
            try (LogNode node = contender.open(database.uri(), BATCH, false)) {
                for (int i = 0; i < EVENTS; i++) {
                    node.store().publish(event(i));
                }
            }
        }
        return new Replays(databases);
    }

    private static EventMessage<String> event(int number) {
        return new GenericDomainEventMessage<>(
                "Device",
                "aggregate-" + number,
                0,
                AppendingCaller.PAYLOAD,
                MetaData.emptyInstance(),
                UUID.randomUUID().toString(),
                NOON.plusMillis((long) number * MILLIS_APART));
    }

    double throughTheEngine(Contender contender) {
        try (LogNode node = open(contender)) {
            long start = System.nanoTime();
            try (Stream<? extends TrackedEventMessage<?>> events = node.engine().readEvents(null, false)) {
                return rate(events.filter(event -> event.getPayload() != null).count(), start);
            }
        }
    }

    /** What a processor reads. */
    double throughTheStore(Contender contender) throws InterruptedException {
        try (LogNode node = open(contender)) {
            long start = System.nanoTime();
            try (BlockingStream<TrackedEventMessage<?>> events = node.store().openStream(null)) {
                long read = 0;
                while (read < EVENTS && events.hasNextAvailable(20, TimeUnit.SECONDS)) {
                    read += events.nextAvailable().getPayload() == null ? 0 : 1;
                }
                return rate(read, start);
            }
        }
    }

    private LogNode open(Contender contender) {
        return contender.open(databases.get(contender).uri(), BATCH, false);
    }

    private static double rate(long read, long start) {
        if (read != EVENTS) {
            throw new IllegalStateException("A replay gave " + read + " of " + EVENTS + " events");
        }
        return read / ((System.nanoTime() - start) / 1e9);
    }

    @Override
    public void close() {
        databases.values().forEach(Database::close);
    }
}

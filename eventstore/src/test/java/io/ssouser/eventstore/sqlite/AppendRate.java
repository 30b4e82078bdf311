package io.ssouser.eventstore.sqlite;

import io.ssouser.eventstore.axon.LogEventStorageEngine;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;

/** Appends single events of about 300 bytes through the engine: arguments are a folder, callers, and seconds. */
final class AppendRate {
    private AppendRate() {}

    public static void main(String[] arguments) throws InterruptedException {
        Path file = Path.of(arguments[0]).resolve("log-" + UUID.randomUUID() + ".db");
        int callers = Integer.parseInt(arguments[1]);
        AtomicLong steps = new AtomicLong();
        AtomicLong commits = new AtomicLong();
        Serializer json = Jackson3Serializer.builder().build();
        try (SqliteEventLog log = SqliteEventLog.open(file);
                LogEventStorageEngine engine = LogEventStorageEngine.builder(
                                log, Clock.systemUTC(), UUID::randomUUID, "node")
                        .eventSerializer(json)
                        .snapshotSerializer(json)
                        .observer(step -> {
                            steps.incrementAndGet();
                            commits.addAndGet(step.commits());
                        })
                        .build()) {
            long start = System.nanoTime();
            long end = start + 1_000_000_000L * Long.parseLong(arguments[2]);
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                Thread caller = new Thread(() -> append(engine, end));
                threads.add(caller);
                caller.start();
            }
            for (Thread caller : threads) {
                caller.join();
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            PrintStream out = System.out;
            out.printf(
                    "%d callers: %d commits, %.0f commits/s, %.1f commits a step%n",
                    callers, commits.get(), commits.get() / seconds, (double) commits.get() / steps.get());
        }
    }

    private static void append(LogEventStorageEngine engine, long end) {
        String aggregate = UUID.randomUUID().toString();
        String payload = "x".repeat(300);
        for (long sequence = 0; System.nanoTime() < end; sequence++) {
            engine.appendEvents(new GenericDomainEventMessage<>("Thing", aggregate, sequence, payload));
        }
    }
}

package io.ssouser.eventstore.sqlite;

import io.ssouser.eventstore.LogEngineBuilder;
import io.ssouser.eventstore.LogEventStorageEngine;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.axonframework.eventsourcing.eventstore.BatchingEventStorageEngineTest;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Axon's own published contract for storage engines, as it is. */
class LogEventStorageEngineAxonTest extends BatchingEventStorageEngineTest<LogEventStorageEngine, LogEngineBuilder> {
    @TempDir
    Path folder;

    private final List<AutoCloseable> opened = new ArrayList<>();

    @BeforeEach
    void createFirst() {
        setTestSubject(createEngine());
    }

    @Override
    protected LogEventStorageEngine createEngine(UnaryOperator<LogEngineBuilder> customization) {
        SqliteEventLog log = SqliteEventLog.open(folder.resolve("log" + opened.size() + ".db"));
        Serializer json = Jackson3Serializer.builder().build();
        LogEngineBuilder builder = LogEventStorageEngine.builder(log, Clock.systemUTC(), UUID::randomUUID, "node")
                .eventSerializer(json)
                .snapshotSerializer(json);
        LogEventStorageEngine engine = customization.apply(builder).build();
        opened.add(engine);
        opened.add(log);
        return engine;
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable resource : opened) {
            resource.close();
        }
    }
}

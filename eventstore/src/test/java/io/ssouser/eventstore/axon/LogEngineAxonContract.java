package io.ssouser.eventstore.axon;

import io.ssouser.eventstore.log.EventLog;
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

/** Axon's own published contract for storage engines, as it is, on a log. */
public abstract class LogEngineAxonContract
        extends BatchingEventStorageEngineTest<LogEventStorageEngine, LogEngineBuilder> {
    private final List<AutoCloseable> opened = new ArrayList<>();

    /** An empty log, another each time. */
    protected abstract EventLog openLog();

    @BeforeEach
    void createFirst() {
        setTestSubject(createEngine());
    }

    @Override
    protected LogEventStorageEngine createEngine(UnaryOperator<LogEngineBuilder> customization) {
        EventLog log = openLog();
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
    void closeAll() throws Exception {
        for (AutoCloseable resource : opened) {
            resource.close();
        }
    }
}

package io.ssouser.eventstore.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.clearInvocations;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.verify;

import io.ssouser.eventstore.axon.AggregateCache;
import io.ssouser.eventstore.axon.LogEventStorageEngine;
import io.ssouser.eventstore.axon.LogEventStore;
import io.ssouser.eventstore.axon.SharedLogRepository;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.Repository;
import org.axonframework.monitoring.NoOpMessageMonitor;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedLogRepositoryTest {
    @TempDir
    Path folder;

    private SqliteEventLog log;
    private LogEventStorageEngine engine;
    private EventStore store;
    private Repository<Counter> here;
    private Repository<Counter> there;

    @BeforeEach
    void open() {
        log = SqliteEventLog.open(folder.resolve("log.db"));
        Jackson3Serializer json = Jackson3Serializer.builder().build();
        engine = LogEventStorageEngine.builder(log, Clock.systemUTC(), UUID::randomUUID, "node")
                .eventSerializer(json)
                .snapshotSerializer(json)
                .build();
        store = spy(LogEventStore.on(engine, NoOpMessageMonitor.instance()));
        here = node();
        there = node();
        store.publish(new GenericDomainEventMessage<>("Counter", "a", 0, new Made("a")));
    }

    private Repository<Counter> node() {
        return new SharedLogRepository<>(
                EventSourcingRepository.builder(Counter.class), store, new AggregateCache(10, Duration.ofMinutes(1)));
    }

    @AfterEach
    void close() {
        engine.close();
        log.close();
    }

    private static int count(Repository<Counter> node) {
        return DefaultUnitOfWork.startAndGet(null)
                .executeWithResult(() -> node.load("a").invoke(counter -> {
                    AggregateLifecycle.apply(new Counted());
                    return counter.count;
                }))
                .getPayload();
    }

    @Test
    void what_another_node_stored_is_known_to_the_next_command() {
        assertThat(count(here)).isEqualTo(1);
        assertThat(count(there)).isEqualTo(2);
        assertThat(count(there)).isEqualTo(3);
        assertThat(count(here)).isEqualTo(4);
        assertThat(count(there)).isEqualTo(5);
    }

    @Test
    void events_are_not_read_again_while_nobody_else_stores_any() {
        count(here);
        clearInvocations(store);
        assertThat(count(here)).isEqualTo(2);
        verify(store, never()).readEvents(any());
        verify(store, never()).readEvents(any(), anyLong());
    }

    record Made(String id) {}

    record Counted() {}

    static class Counter {
        @AggregateIdentifier
        private String id = "";

        private int count;

        @EventSourcingHandler
        void on(Made event) {
            id = event.id();
        }

        @EventSourcingHandler
        void on(Counted event) {
            count++;
        }
    }
}

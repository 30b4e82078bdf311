package io.ssouser.api.wiring;

import io.ssouser.api.SsoProperties;
import io.ssouser.application.events.CurrentSnapshots;
import io.ssouser.application.events.PersonalDataSeal;
import io.ssouser.eventstore.AppendObserver;
import io.ssouser.eventstore.EventLog;
import io.ssouser.eventstore.LogEventStorageEngine;
import io.ssouser.eventstore.LogEventStore;
import io.ssouser.eventstore.sqlite.SqliteDatabase;
import io.ssouser.eventstore.sqlite.SqliteDatabase.Durability;
import io.ssouser.eventstore.sqlite.SqliteEventLog;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.monitoring.NoOpMessageMonitor;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The log and the state beside it. */
@Configuration(proxyBeanMethods = false)
class LogWiring {
    @Bean
    SqliteEventLog eventLog(SsoProperties properties) {
        return SqliteEventLog.open(properties.dataDir().resolve("log.db"));
    }

    @Bean
    LogEventStorageEngine engine(
            EventLog log,
            PersonalDataSeal seal,
            @Qualifier("events") Serializer events,
            @Qualifier("snapshots") Serializer snapshots,
            CurrentSnapshots current,
            AppendObserver observer,
            Clock clock,
            Supplier<UUID> ids) {
        return LogEventStorageEngine.builder(
                        log, clock, ids, ManagementFactory.getRuntimeMXBean().getName())
                .seal(seal)
                .eventSerializer(events)
                .snapshotSerializer(snapshots)
                .snapshotFilter(current)
                .observer(observer)
                .build();
    }

    @Bean
    EventStore eventStore(LogEventStorageEngine engine) {
        return LogEventStore.on(engine, NoOpMessageMonitor.instance());
    }

    /** Opened after the log, whose lock keeps a second process out of the folder. */
    @Bean
    @Qualifier("state")
    SqliteDatabase state(EventLog log, SsoProperties properties) {
        return SqliteDatabase.open(properties.dataDir().resolve("state.db"), Durability.EVERY_COMMIT);
    }
}

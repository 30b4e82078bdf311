package io.ssouser.app.wiring;

import io.ssouser.app.storage.Storage;
import io.ssouser.application.vault.events.CurrentSnapshots;
import io.ssouser.application.vault.events.PersonalDataEncryption;
import io.ssouser.eventstore.axon.LogEventStorageEngine;
import io.ssouser.eventstore.axon.LogEventStore;
import io.ssouser.eventstore.log.EventLog;
import io.ssouser.eventstore.log.append.AppendObserver;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.monitoring.NoOpMessageMonitor;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The log. */
@Configuration(proxyBeanMethods = false)
public class LogWiring {
    @Bean
    EventLog eventLog(Storage storage) {
        return storage.log();
    }

    @Bean
    LogEventStorageEngine engine(
            EventLog log,
            Storage storage,
            PersonalDataEncryption encryption,
            @Qualifier("events") Serializer events,
            EventUpcaster upcasters,
            @Qualifier("snapshots") Serializer snapshots,
            CurrentSnapshots current,
            AppendObserver observer,
            Clock clock,
            Supplier<UUID> ids) {
        LogEventStorageEngine engine = LogEventStorageEngine.builder(
                        log, clock, ids, ManagementFactory.getRuntimeMXBean().getName())
                .encrypt(encryption)
                .eventSerializer(events)
                .upcasterChain(upcasters)
                .snapshotSerializer(snapshots)
                .snapshotFilter(current)
                .observer(observer)
                .build();
        storage.wake(engine);
        return engine;
    }

    @Bean
    EventStore eventStore(LogEventStorageEngine engine) {
        return LogEventStore.on(engine, NoOpMessageMonitor.instance());
    }
}

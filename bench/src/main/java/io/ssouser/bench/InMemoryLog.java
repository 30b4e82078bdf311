package io.ssouser.bench;

import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/**
 * The rival: Axon's own store on its in-memory engine, everything else the same, but for one thing in its favour: its reads do not wait
 * for its read models, so a rename is answered before it can be read.
 */
@Configuration(proxyBeanMethods = false)
class InMemoryLog {
    @Bean
    @Primary
    EventStore inMemoryEvents() {
        return EmbeddedEventStore.builder()
                .storageEngine(new InMemoryEventStorageEngine())
                .build();
    }
}

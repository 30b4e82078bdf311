package io.ssouser.bench;

import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** The rival: Axon's in-memory engine in place of the durable log, everything else the same. */
@Configuration(proxyBeanMethods = false)
class InMemoryLog {
    @Bean
    @Primary
    EventStorageEngine inMemoryEngine() {
        return new InMemoryEventStorageEngine();
    }
}

package io.ssouser.api.wiring;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;
import org.axonframework.eventhandling.GenericEventMessage;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Time, ids and randomness: read here and handed to everybody. */
@Configuration(proxyBeanMethods = false)
class BasicsWiring {
    /** Also the clock of Axon's messages, which is a static of theirs. */
    @Bean
    Clock clock() {
        Clock clock = Clock.systemUTC();
        GenericEventMessage.clock = clock;
        return clock;
    }

    @Bean
    SecureRandom secureRandom() {
        return new SecureRandom();
    }

    @Bean
    Supplier<UUID> ids() {
        return UUID::randomUUID;
    }
}

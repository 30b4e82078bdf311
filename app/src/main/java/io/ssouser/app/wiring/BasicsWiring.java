package io.ssouser.app.wiring;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Time, ids and randomness: read here and handed to everybody. */
@Configuration(proxyBeanMethods = false)
public class BasicsWiring {
    private static final int TOKEN_BYTES = 32;

    /** The same that Axon's messages have by themselves. */
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    SecureRandom secureRandom() {
        return new SecureRandom();
    }

    @Bean
    Supplier<UUID> ids() {
        return UUID::randomUUID;
    }

    /** 256 random bits each, in 43 characters of base64url. */
    @Bean
    Supplier<String> tokens(SecureRandom random) {
        return () -> {
            byte[] bits = new byte[TOKEN_BYTES];
            random.nextBytes(bits);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
        };
    }
}

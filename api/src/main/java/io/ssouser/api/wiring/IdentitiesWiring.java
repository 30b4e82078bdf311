package io.ssouser.api.wiring;

import io.ssouser.application.identity.Providers;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Identities at other providers. */
@Configuration(proxyBeanMethods = false)
class IdentitiesWiring {
    @Bean
    Providers providers() {
        return new Providers(List.of());
    }
}

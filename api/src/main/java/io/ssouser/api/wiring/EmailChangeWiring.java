package io.ssouser.api.wiring;

import io.ssouser.api.SsoProperties;
import io.ssouser.application.command.Commands;
import io.ssouser.application.emailchange.EmailChange;
import io.ssouser.application.emailchange.EmailChangeLinks;
import io.ssouser.application.keys.ServiceSecrets;
import io.ssouser.domain.email.EmailClaimKeys;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How an account moves to another address. */
@Configuration(proxyBeanMethods = false)
class EmailChangeWiring {
    @Bean
    EmailChangeLinks emailChangeLinks(
            ServiceSecrets secrets, SecureRandom random, SsoProperties properties, Clock clock) {
        return new EmailChangeLinks(secrets, random, properties.baseUrl(), clock);
    }

    @Bean
    EmailChange emailChange(Commands commands, EmailClaimKeys keys, EmailChangeLinks links, Supplier<UUID> ids) {
        return new EmailChange(commands, keys, links, ids);
    }
}

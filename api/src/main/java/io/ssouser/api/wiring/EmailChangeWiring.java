package io.ssouser.api.wiring;

import io.ssouser.api.SsoProperties;
import io.ssouser.application.emailchange.EmailChange;
import io.ssouser.application.emailchange.EmailChangeLinks;
import io.ssouser.application.emailchange.NewAddressMail;
import io.ssouser.application.keys.ServiceSecrets;
import io.ssouser.application.mail.Mailer;
import io.ssouser.application.registration.EmailOwners;
import io.ssouser.domain.email.EmailClaimKeys;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.beans.factory.annotation.Qualifier;
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
    EmailChange emailChange(
            CommandGateway commands,
            EmailClaimKeys keys,
            EmailChangeLinks links,
            EmailOwners owners,
            Mailer mailer,
            @Qualifier("resendWorker") ExecutorService worker,
            Supplier<UUID> ids) {
        return new EmailChange(commands, keys, links, new NewAddressMail(owners, links, mailer, worker), ids);
    }
}

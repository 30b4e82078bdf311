package io.ssouser.api.wiring;

import io.ssouser.api.SsoProperties;
import io.ssouser.api.security.RequestProvenance;
import io.ssouser.application.mail.MailQueue;
import io.ssouser.application.recovery.ForgottenPassword;
import io.ssouser.application.recovery.ResetLinks;
import io.ssouser.application.registration.EmailOwners;
import io.ssouser.application.registration.OneTimeTokens;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Forgotten passwords. */
@Configuration(proxyBeanMethods = false)
class RecoveryWiring {
    @Bean
    ResetLinks resetLinks(OneTimeTokens tokens, CommandGateway commands, Supplier<UUID> ids, Clock clock) {
        return new ResetLinks(tokens, commands, ids, clock);
    }

    @Bean
    ForgottenPassword forgottenPassword(
            MailQueue mails,
            EmailOwners owners,
            CommandGateway commands,
            ResetLinks links,
            SsoProperties properties,
            RequestProvenance provenance) {
        String linkBase = properties.baseUrl() + "/reset-password?token=";
        return new ForgottenPassword(mails, owners, commands, links, linkBase, provenance::current);
    }
}

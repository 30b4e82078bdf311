package io.ssouser.app.wiring;

import io.ssouser.api.security.RequestProvenance;
import io.ssouser.app.settings.SsoProperties;
import io.ssouser.application.admission.BrowserAdmissions;
import io.ssouser.application.command.Commands;
import io.ssouser.application.mail.MailQueue;
import io.ssouser.application.recovery.AccessReview;
import io.ssouser.application.recovery.ForgottenPassword;
import io.ssouser.application.recovery.ResetLinks;
import io.ssouser.application.registration.EmailOwners;
import io.ssouser.application.vault.keys.EncryptedTexts;
import io.ssouser.application.vault.keys.ServiceSecrets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Forgotten passwords, and new browsers of people who are locked out by strangers. */
@Configuration(proxyBeanMethods = false)
@Import({ResetLinks.class})
class RecoveryWiring {
    @Bean
    AccessReview accessReview(
            Commands commands, ServiceSecrets secrets, SecureRandom random, SsoProperties properties, Clock clock) {
        return new AccessReview(
                commands,
                new EncryptedTexts(secrets, "access-review-links", random),
                properties.baseUrl() + "/auth/review-access?token=",
                clock);
    }

    @Bean
    BrowserAdmissions browserAdmissions(
            Commands commands,
            ServiceSecrets secrets,
            SecureRandom random,
            SsoProperties properties,
            Supplier<UUID> ids) {
        String linkBase = properties.baseUrl() + "/auth/admit-browser?token=";
        return new BrowserAdmissions(commands, secrets, random, linkBase, ids);
    }

    @Bean
    ForgottenPassword forgottenPassword(
            MailQueue mails,
            EmailOwners owners,
            Commands commands,
            ResetLinks links,
            SsoProperties properties,
            RequestProvenance provenance) {
        String linkBase = properties.baseUrl() + "/reset-password?token=";
        return new ForgottenPassword(mails, owners, commands, links, linkBase, provenance::current);
    }
}

package io.ssouser.app.wiring;

import io.ssouser.app.settings.SsoProperties;
import io.ssouser.app.settings.UnusableSetting;
import io.ssouser.app.storage.Storage;
import io.ssouser.application.command.Commands;
import io.ssouser.application.emailchange.EmailChange;
import io.ssouser.application.emailchange.EmailChangeLinks;
import io.ssouser.application.mail.MailQueue;
import io.ssouser.application.registration.ConfirmationMail;
import io.ssouser.application.registration.EmailConfirmation;
import io.ssouser.application.registration.EmailOwners;
import io.ssouser.application.registration.OneTimeTokens;
import io.ssouser.application.registration.PlatformOwnerSetting;
import io.ssouser.application.registration.PlatformOwners;
import io.ssouser.application.registration.Registration;
import io.ssouser.application.registration.Resend;
import io.ssouser.application.registration.UserFacts;
import io.ssouser.application.vault.keys.ServiceSecrets;
import io.ssouser.domain.Refused;
import io.ssouser.domain.email.EmailAddress;
import io.ssouser.domain.email.EmailClaimKeys;
import io.ssouser.domain.user.PlatformOwnerPolicy;
import io.ssouser.eventstore.log.EventLog;
import java.security.SecureRandom;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Registering, confirming and changing an address, and whose address is whose. */
@Configuration(proxyBeanMethods = false)
@Import({
    EmailChange.class,
    EmailOwners.class,
    UserFacts.class,
    EmailConfirmation.class,
    Registration.class,
    Resend.class
})
class RegistrationWiring {
    @Bean
    PlatformOwners platformOwners(SsoProperties properties, EmailOwners owners, UserFacts facts) {
        return new PlatformOwners(ownerIn(properties), owners, facts);
    }

    @Bean
    PlatformOwnerPolicy platformOwnerPolicy(SsoProperties properties, EmailClaimKeys keys) {
        EmailAddress owner = ownerIn(properties);
        return new PlatformOwnerPolicy(owner == null ? null : keys.claimOn(owner));
    }

    @Bean
    PlatformOwnerSetting platformOwnerSetting(
            PlatformOwnerPolicy policy, ServiceSecrets secrets, EmailOwners owners, Commands commands) {
        return new PlatformOwnerSetting(policy.claim(), secrets, owners, commands);
    }

    private static @Nullable EmailAddress ownerIn(SsoProperties properties) {
        String configured = properties.platformOwner();
        try {
            return configured == null ? null : EmailAddress.parse(configured);
        } catch (Refused e) {
            throw new UnusableSetting("SSO_PLATFORM_OWNER", configured, "an e-mail address");
        }
    }

    @Bean
    OneTimeTokens oneTimeTokens(EventLog log, Storage storage) {
        return new OneTimeTokens(storage.state());
    }

    @Bean
    ConfirmationMail confirmationMail(EmailConfirmation confirmation, MailQueue mails, SsoProperties properties) {
        return new ConfirmationMail(confirmation, mails, properties.baseUrl() + "/auth/verify-email?token=");
    }

    @Bean
    EmailChangeLinks emailChangeLinks(
            ServiceSecrets secrets, SecureRandom random, SsoProperties properties, Clock clock) {
        return new EmailChangeLinks(secrets, random, properties.baseUrl(), clock);
    }
}

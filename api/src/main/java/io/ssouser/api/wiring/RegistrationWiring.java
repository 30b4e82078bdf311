package io.ssouser.api.wiring;

import io.ssouser.api.SsoProperties;
import io.ssouser.application.command.Commands;
import io.ssouser.application.keys.ServiceSecrets;
import io.ssouser.application.mail.MailQueue;
import io.ssouser.application.registration.AccountFacts;
import io.ssouser.application.registration.ConfirmationMail;
import io.ssouser.application.registration.EmailConfirmation;
import io.ssouser.application.registration.EmailOwners;
import io.ssouser.application.registration.OneTimeTokens;
import io.ssouser.application.registration.PlatformOwnerSetting;
import io.ssouser.application.registration.PlatformOwners;
import io.ssouser.application.registration.Registration;
import io.ssouser.application.registration.Resend;
import io.ssouser.domain.Refused;
import io.ssouser.domain.email.EmailAddress;
import io.ssouser.domain.email.EmailClaimKeys;
import io.ssouser.domain.password.PasswordHasher;
import io.ssouser.domain.password.PasswordPolicy;
import io.ssouser.domain.user.PlatformOwnerPolicy;
import io.ssouser.eventstore.log.EventLog;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Registering, confirming, and whose address is whose. */
@Configuration(proxyBeanMethods = false)
class RegistrationWiring {
    @Bean
    EmailOwners emailOwners(EventStore events, EmailClaimKeys keys) {
        return new EmailOwners(events, keys);
    }

    @Bean
    AccountFacts accountFacts(EventStore events) {
        return new AccountFacts(events);
    }

    @Bean
    PlatformOwners platformOwners(SsoProperties properties, EmailOwners owners, AccountFacts facts) {
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
        return storage.oneTimeTokens();
    }

    @Bean
    EmailConfirmation emailConfirmation(OneTimeTokens tokens, Commands commands, Supplier<UUID> ids, Clock clock) {
        return new EmailConfirmation(tokens, commands, ids, clock);
    }

    @Bean
    ConfirmationMail confirmationMail(EmailConfirmation confirmation, MailQueue mails, SsoProperties properties) {
        return new ConfirmationMail(confirmation, mails, properties.baseUrl() + "/auth/verify-email?token=");
    }

    @Bean
    Registration registration(
            Commands commands,
            EmailClaimKeys keys,
            EmailOwners owners,
            AccountFacts facts,
            PasswordPolicy passwords,
            PasswordHasher hasher,
            Supplier<UUID> ids) {
        return new Registration(commands, keys, owners, facts, passwords, hasher, ids);
    }

    @Bean
    Resend resend(MailQueue mails, EmailOwners owners, AccountFacts facts, ConfirmationMail mail) {
        return new Resend(mails, owners, facts, mail);
    }
}

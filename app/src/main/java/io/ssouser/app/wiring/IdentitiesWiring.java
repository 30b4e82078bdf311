package io.ssouser.app.wiring;

import io.ssouser.app.settings.ConfiguredProvider;
import io.ssouser.app.settings.IdentityProperties;
import io.ssouser.app.settings.SsoProperties;
import io.ssouser.app.storage.Storage;
import io.ssouser.application.command.Commands;
import io.ssouser.application.identity.AuthorizationHandshake;
import io.ssouser.application.identity.AuthorizationRequests;
import io.ssouser.application.identity.EncryptedIdentities;
import io.ssouser.application.identity.IdentityOwners;
import io.ssouser.application.identity.IdentitySignIn;
import io.ssouser.application.identity.IdentityStepUp;
import io.ssouser.application.identity.Linking;
import io.ssouser.application.identity.Providers;
import io.ssouser.application.identity.SignInCodes;
import io.ssouser.application.identity.WaitingSignIns;
import io.ssouser.application.identity.oauth.ProviderHttp;
import io.ssouser.application.registration.OneTimeTokens;
import io.ssouser.application.registration.UserFacts;
import io.ssouser.application.vault.keys.DataKeys;
import io.ssouser.application.vault.keys.KeyedHash;
import io.ssouser.application.vault.keys.ServiceSecrets;
import io.ssouser.domain.identity.IdentityClaimKeys;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Identities at other providers. */
@Configuration(proxyBeanMethods = false)
@Import({IdentityOwners.class, IdentityStepUp.class, IdentitySignIn.class})
class IdentitiesWiring {
    /** Without a provider there is nobody to speak to, and no client is made. */
    @Bean
    Providers providers(IdentityProperties properties, Clock clock) {
        if (properties.providers().isEmpty()) {
            return new Providers(List.of());
        }
        ProviderHttp http = new ProviderHttp();
        return new Providers(properties.providers().entrySet().stream()
                .map(entry -> new ConfiguredProvider(entry.getKey(), entry.getValue()).open(http, clock))
                .toList());
    }

    @Bean
    AuthorizationHandshake authorizationHandshake(
            Storage storage,
            ServiceSecrets secrets,
            SecureRandom random,
            @Qualifier("tokens") Supplier<String> tokens,
            SsoProperties properties,
            Clock clock) {
        return new AuthorizationHandshake(
                new AuthorizationRequests(storage.state()),
                new KeyedHash(secrets, "provider-trips", random),
                tokens,
                properties.baseUrl(),
                clock);
    }

    @Bean
    Linking linking(
            Commands commands,
            AuthorizationHandshake authorizations,
            IdentityClaimKeys keys,
            UserFacts facts,
            DataKeys dataKeys) {
        return new Linking(commands, authorizations, keys, facts, new EncryptedIdentities(dataKeys));
    }

    @Bean
    SignInCodes signInCodes(OneTimeTokens oneTime, @Qualifier("tokens") Supplier<String> tokens, Clock clock) {
        return new SignInCodes(oneTime, tokens, clock);
    }

    @Bean
    WaitingSignIns waitingSignIns(
            ServiceSecrets secrets, SecureRandom random, @Qualifier("tokens") Supplier<String> tokens) {
        return new WaitingSignIns(secrets, random, tokens);
    }
}

package io.ssouser.app.http;

import static org.mockito.Mockito.mock;

import io.ssouser.api.account.PasswordController;
import io.ssouser.api.account.ProfileController;
import io.ssouser.api.account.RegistrationController;
import io.ssouser.api.audit.AuditController;
import io.ssouser.api.conventions.LogPositions;
import io.ssouser.api.device.DeviceController;
import io.ssouser.api.health.HealthController;
import io.ssouser.api.health.Writes;
import io.ssouser.api.maillink.ConfirmationController;
import io.ssouser.api.maillink.PasswordForm;
import io.ssouser.api.mfa.MfaController;
import io.ssouser.api.signin.SessionController;
import io.ssouser.api.signin.SignInController;
import io.ssouser.api.subscription.Subscriptions;
import io.ssouser.app.wiring.HttpWiring;
import io.ssouser.application.command.ConflictRetry;
import io.ssouser.application.emailchange.EmailChange;
import io.ssouser.application.idempotency.IdempotentResponses;
import io.ssouser.application.identity.IdentitySignIn;
import io.ssouser.application.identity.Providers;
import io.ssouser.application.registration.EmailConfirmation;
import io.ssouser.application.registration.PlatformOwners;
import io.ssouser.application.registration.Registration;
import io.ssouser.application.registration.Resend;
import io.ssouser.application.registration.UserFacts;
import io.ssouser.application.session.AccessCheck;
import io.ssouser.application.session.RefreshTokens;
import io.ssouser.application.session.Sessions;
import io.ssouser.application.session.SignIn;
import io.ssouser.application.session.token.SigningKeys;
import io.ssouser.application.vault.keys.ServiceSecrets;
import io.ssouser.domain.password.PasswordPolicy;
import io.ssouser.domain.user.UserCommand;
import io.ssouser.eventstore.log.EventLog;
import io.ssouser.projections.Projections;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.queryhandling.DefaultQueryGateway;
import org.axonframework.queryhandling.QueryGateway;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The HTTP edge as it is wired, on a real port, with the routes that its tests ask. What stands behind it says what a test tells it to say. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({
    HttpWiring.class,
    RegistrationController.class,
    ConfirmationController.class,
    PasswordForm.class,
    SignInController.class,
    SessionController.class,
    ProfileController.class,
    PasswordController.class,
    MfaController.class,
    DeviceController.class,
    AuditController.class,
    Subscriptions.class,
    HealthController.class
})
class Edge {
    static final Instant NOW = Instant.parse("2026-09-02T10:11:12.123456Z");

    @Bean
    Clock clock() {
        return Clock.fixed(NOW, ZoneOffset.UTC);
    }

    @Bean
    Supplier<UUID> ids() {
        return UUID::randomUUID;
    }

    @Bean
    SecureRandom random() {
        return new SecureRandom();
    }

    @Bean
    ServiceSecrets secrets() {
        return new ServiceSecrets() {
            @Override
            public byte[] secret(String name, Supplier<byte[]> maker) {
                return maker.get();
            }

            @Override
            public void replace(String name, byte[] secret) {}
        };
    }

    @Bean
    PasswordPolicy passwords() {
        return new PasswordPolicy(8, (password, hints) -> false);
    }

    @Bean
    FakeAccount account(LogPositions positions) {
        return new FakeAccount(positions);
    }

    @Bean
    CommandGateway commandGateway(FakeAccount account) {
        SimpleCommandBus bus = SimpleCommandBus.builder().build();
        for (Class<?> command : UserCommand.class.getPermittedSubclasses()) {
            bus.subscribe(command.getName(), message -> account.handle((UserCommand<?>) message.getPayload()));
        }
        return DefaultCommandGateway.builder()
                .commandBus(bus)
                .retryScheduler(new ConflictRetry())
                .build();
    }

    @Bean
    QueryGateway queryGateway(FakeAccount account) {
        SimpleQueryBus bus = SimpleQueryBus.builder().build();
        account.answerQueriesOn(bus);
        return DefaultQueryGateway.builder().queryBus(bus).build();
    }

    @Bean
    Writes writes() {
        return new Writes(() -> {});
    }

    @Bean
    AccessCheck accessCheck() {
        return mock();
    }

    @Bean
    PlatformOwners platformOwners() {
        return mock();
    }

    @Bean
    UserFacts accountFacts() {
        return mock();
    }

    @Bean
    IdempotentResponses idempotentResponses() {
        return mock();
    }

    @Bean
    SignIn signIn() {
        return mock();
    }

    @Bean
    Registration registration() {
        return mock();
    }

    @Bean
    EmailConfirmation emailConfirmation() {
        return mock();
    }

    @Bean
    Sessions sessions() {
        return mock();
    }

    @Bean
    EmailChange emailChange() {
        return mock();
    }

    @Bean
    IdentitySignIn identitySignIn() {
        return mock();
    }

    @Bean
    Resend resend() {
        return mock();
    }

    @Bean
    RefreshTokens refreshTokens() {
        return mock();
    }

    @Bean
    SigningKeys signingKeys() {
        return mock();
    }

    @Bean
    Supplier<String> tokens() {
        return () -> UUID.randomUUID().toString();
    }

    @Bean
    Providers providers() {
        return new Providers(List.of());
    }

    @Bean
    EventLog eventLog() {
        return mock();
    }

    @Bean
    Projections projections() {
        return mock();
    }
}

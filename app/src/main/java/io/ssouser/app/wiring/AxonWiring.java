package io.ssouser.app.wiring;

import io.micrometer.core.instrument.MeterRegistry;
import io.ssouser.api.command.CommandTimer;
import io.ssouser.api.command.PositionOfCommit;
import io.ssouser.api.command.ProvenanceOfCommands;
import io.ssouser.api.command.ProvenanceOfEvents;
import io.ssouser.api.conventions.LogPositions;
import io.ssouser.api.security.RequestProvenance;
import io.ssouser.app.settings.SsoProperties;
import io.ssouser.app.storage.Storage;
import io.ssouser.application.command.ConflictRetry;
import io.ssouser.application.emailchange.EmailChangeHandler;
import io.ssouser.application.erasure.ErasureHandler;
import io.ssouser.application.identity.LoggedIdentityClaims;
import io.ssouser.application.registration.RegistrationHandler;
import io.ssouser.application.session.SeenSessions;
import io.ssouser.application.session.SessionGate;
import io.ssouser.domain.email.EmailClaim;
import io.ssouser.domain.identity.IdentityClaim;
import io.ssouser.domain.identity.IdentityClaims;
import io.ssouser.domain.mfa.BackupCodes;
import io.ssouser.domain.mfa.Totp;
import io.ssouser.domain.password.GuessMemory;
import io.ssouser.domain.password.LockedAttempts;
import io.ssouser.domain.password.PasswordHasher;
import io.ssouser.domain.password.PasswordPolicy;
import io.ssouser.domain.password.RecentMistakes;
import io.ssouser.domain.session.SessionActivity;
import io.ssouser.domain.session.StepUpPolicy;
import io.ssouser.domain.subscription.Subscription;
import io.ssouser.domain.user.ErasurePolicy;
import io.ssouser.domain.user.PlatformOwnerPolicy;
import io.ssouser.domain.user.User;
import io.ssouser.eventstore.axon.AggregateCache;
import io.ssouser.eventstore.axon.SharedLogRepository;
import io.ssouser.eventstore.log.EventLog;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.common.caching.Cache;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.Configurer;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.Repository;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Axon by hand: aggregates, commands, and the one handler that runs inside a command's own unit of work. */
@Configuration(proxyBeanMethods = false)
class AxonWiring {
    /** Loading 50 events costs less than a millisecond; most users never have as many. */
    private static final int EVENTS_PER_SNAPSHOT = 50;

    /** Bounds the memory: those used last stay. */
    private static final int CACHED_USERS = 5_000;

    private static final Duration CACHED_UNUSED = Duration.ofMinutes(5);

    @Bean(destroyMethod = "shutdown")
    org.axonframework.config.Configuration axon(
            EventStore events,
            EventLog log,
            Storage storage,
            @Qualifier("events") Serializer general,
            SsoProperties properties,
            Clock clock,
            PasswordPolicy passwords,
            StepUpPolicy stepUp,
            RecentMistakes mistakes,
            LockedAttempts attempts,
            PlatformOwnerPolicy platformOwner,
            PasswordHasher hasher,
            Totp totp,
            BackupCodes backupCodes,
            SessionGate gate,
            SeenSessions seen,
            RequestProvenance provenance,
            LogPositions positions,
            MeterRegistry meters) {
        Configurer configurer = DefaultConfigurer.defaultConfiguration(false)
                .configureSerializer(c -> general)
                .configureEventStore(c -> events)
                .configureCorrelationDataProviders(c -> List.of(new ProvenanceOfEvents()))
                .registerComponent(Clock.class, c -> clock)
                .registerComponent(PasswordPolicy.class, c -> passwords)
                .registerComponent(StepUpPolicy.class, c -> stepUp)
                .registerComponent(GuessMemory.class, c -> new GuessMemory(mistakes, attempts))
                .registerComponent(PlatformOwnerPolicy.class, c -> platformOwner)
                .registerComponent(PasswordHasher.class, c -> hasher)
                .registerComponent(Totp.class, c -> totp)
                .registerComponent(BackupCodes.class, c -> backupCodes)
                .registerComponent(SessionActivity.class, c -> seen)
                .registerComponent(ErasurePolicy.class, c -> new ErasurePolicy(properties.erasureWindow()))
                .configureAggregate(users(storage.isShared()))
                .configureAggregate(AggregateConfigurer.defaultConfiguration(EmailClaim.class))
                .configureAggregate(AggregateConfigurer.defaultConfiguration(Subscription.class))
                .configureAggregate(AggregateConfigurer.defaultConfiguration(IdentityClaim.class))
                .registerComponent(
                        IdentityClaims.class, c -> new LoggedIdentityClaims(c.repository(IdentityClaim.class)))
                .registerCommandHandler(c -> new RegistrationHandler(
                        c.repository(EmailClaim.class), c.getComponent(IdentityClaims.class), c.repository(User.class)))
                .registerCommandHandler(c -> new EmailChangeHandler(
                        c.repository(EmailClaim.class), c.getComponent(IdentityClaims.class), c.repository(User.class)))
                .registerCommandHandler(c -> new ErasureHandler(
                        c.repository(User.class),
                        c.repository(EmailClaim.class),
                        c.getComponent(IdentityClaims.class),
                        clock));
        configurer
                .eventProcessing()
                .registerSubscribingEventProcessor("session-gate")
                .registerDefaultErrorHandler(c -> PropagatingErrorHandler.instance())
                .registerDefaultListenerInvocationErrorHandler(c -> PropagatingErrorHandler.instance())
                .registerEventHandler(c -> gate);
        org.axonframework.config.Configuration axon = configurer.buildConfiguration();
        CommandBus commands = axon.commandBus();
        commands.registerDispatchInterceptor(new ProvenanceOfCommands(provenance));
        commands.registerHandlerInterceptor(new CommandTimer(meters));
        commands.registerHandlerInterceptor(new PositionOfCommit(positions, log));
        axon.start();
        return axon;
    }

    /** Another node may have changed a user that this one has cached: where nodes share the log, it is asked for the user's last sequence. */
    private static AggregateConfigurer<User> users(boolean shared) {
        AggregateCache cache = new AggregateCache(CACHED_USERS, CACHED_UNUSED);
        AggregateConfigurer<User> users = AggregateConfigurer.defaultConfiguration(User.class)
                .configureSnapshotTrigger(AxonWiring::snapshots)
                .configureCache(c -> cache);
        return shared ? users.configureRepository(c -> sharedUsers(c, cache)) : users;
    }

    private static SnapshotTriggerDefinition snapshots(org.axonframework.config.Configuration axon) {
        return new EventCountSnapshotTriggerDefinition(axon.snapshotter(), EVENTS_PER_SNAPSHOT);
    }

    private static Repository<User> sharedUsers(org.axonframework.config.Configuration axon, Cache cache) {
        return new SharedLogRepository<>(
                EventSourcingRepository.builder(User.class)
                        .parameterResolverFactory(axon.parameterResolverFactory())
                        .handlerDefinition(axon.handlerDefinition(User.class))
                        .repositoryProvider(axon::repository)
                        .snapshotTriggerDefinition(snapshots(axon)),
                axon.eventStore(),
                cache);
    }

    @Bean
    CommandGateway commandGateway(org.axonframework.config.Configuration axon) {
        return DefaultCommandGateway.builder()
                .commandBus(axon.commandBus())
                .retryScheduler(new ConflictRetry())
                .build();
    }
}

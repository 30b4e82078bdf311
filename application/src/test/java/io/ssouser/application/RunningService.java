package io.ssouser.application;

import static org.awaitility.Awaitility.await;

import io.ssouser.application.admission.BrowserAdmissions;
import io.ssouser.application.admission.WhenBrowserAdmissionOfferedThenTellOwner;
import io.ssouser.application.command.Commands;
import io.ssouser.application.command.ConflictRetry;
import io.ssouser.application.emailchange.EmailChange;
import io.ssouser.application.emailchange.EmailChangeHandler;
import io.ssouser.application.emailchange.EmailChangeLinks;
import io.ssouser.application.emailchange.WhenEmailChangeRequestedThenAskNewAddress;
import io.ssouser.application.emailchange.WhenEmailChangeRequestedThenTellOldAddress;
import io.ssouser.application.emailchange.WhenEmailChangeUndoneThenTellOwner;
import io.ssouser.application.emailchange.WhenEmailChangedThenTellOldAddress;
import io.ssouser.application.identity.IdentityOwners;
import io.ssouser.application.identity.LoggedIdentityClaims;
import io.ssouser.application.mail.MailDelivery;
import io.ssouser.application.mail.MailEncryption;
import io.ssouser.application.mail.MailJobs;
import io.ssouser.application.mail.MailJobs.Lane;
import io.ssouser.application.mail.MailQueue;
import io.ssouser.application.mail.RecordingMailer;
import io.ssouser.application.recovery.ForgottenPassword;
import io.ssouser.application.recovery.ResetLinks;
import io.ssouser.application.registration.ConfirmationMail;
import io.ssouser.application.registration.EmailConfirmation;
import io.ssouser.application.registration.EmailOwners;
import io.ssouser.application.registration.OneTimeTokens;
import io.ssouser.application.registration.PlatformOwners;
import io.ssouser.application.registration.Registration;
import io.ssouser.application.registration.RegistrationHandler;
import io.ssouser.application.registration.Resend;
import io.ssouser.application.registration.UserFacts;
import io.ssouser.application.registration.WhenEmailClaimContestedThenTellOwner;
import io.ssouser.application.registration.WhenRegisteredThenSendConfirmation;
import io.ssouser.application.session.AccessCheck;
import io.ssouser.application.session.RefreshTokens;
import io.ssouser.application.session.SeenSessions;
import io.ssouser.application.session.SessionGate;
import io.ssouser.application.session.SessionOpening;
import io.ssouser.application.session.SessionTokens;
import io.ssouser.application.session.Sessions;
import io.ssouser.application.session.SignIn;
import io.ssouser.application.session.SignInAnswer;
import io.ssouser.application.session.WhenSessionEndedThenForgetIt;
import io.ssouser.application.session.token.AccessTokens;
import io.ssouser.application.session.token.Audience;
import io.ssouser.application.session.token.PreauthTokens;
import io.ssouser.application.session.token.SignedTokens;
import io.ssouser.application.session.token.SigningKeys;
import io.ssouser.application.session.token.TokenAlgorithm;
import io.ssouser.application.vault.keys.ServiceSecrets;
import io.ssouser.application.vault.keys.TestKeys;
import io.ssouser.domain.ThreadClock;
import io.ssouser.domain.UserId;
import io.ssouser.domain.email.EmailAddress;
import io.ssouser.domain.email.EmailClaim;
import io.ssouser.domain.email.EmailClaimId;
import io.ssouser.domain.email.EmailClaimKeys;
import io.ssouser.domain.identity.IdentityClaim;
import io.ssouser.domain.identity.IdentityClaims;
import io.ssouser.domain.mfa.BackupCodes;
import io.ssouser.domain.mfa.FakeBackupCodes;
import io.ssouser.domain.mfa.FakeTotp;
import io.ssouser.domain.mfa.Totp;
import io.ssouser.domain.password.FakePasswordGuesser;
import io.ssouser.domain.password.FakePasswordHasher;
import io.ssouser.domain.password.FakeRecentMistakes;
import io.ssouser.domain.password.GuessMemory;
import io.ssouser.domain.password.Password;
import io.ssouser.domain.password.PasswordHasher;
import io.ssouser.domain.password.PasswordPolicy;
import io.ssouser.domain.password.RecordingLockedAttempts;
import io.ssouser.domain.session.SessionActivity;
import io.ssouser.domain.session.SessionId;
import io.ssouser.domain.session.StepUpPolicy;
import io.ssouser.domain.user.ErasurePolicy;
import io.ssouser.domain.user.PlatformOwnerPolicy;
import io.ssouser.domain.user.User;
import io.ssouser.domain.user.UserCommand.ConfirmEmail;
import io.ssouser.eventstore.sqlite.SqliteDatabase;
import io.ssouser.eventstore.state.StateStore;
import io.ssouser.eventstore.state.sqlite.SqliteStateStore;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.config.EventProcessingConfigurer;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.serialization.jackson3.Jackson3Serializer;

/** The processes of this module on a real Axon and a real state file; fakes stand for what only costs time. */
public final class RunningService implements AutoCloseable {
    public static final String EMAIL = "ada@example.org";
    public static final Password PASSWORD = new Password("correct horse");
    public static final String ISSUER = "https://sso.example.org";
    public static final String RESET_LINK = ISSUER + "/reset-password?token=";
    public static final String LINK = ISSUER + "/auth/verify-email?token=";

    private static final SecureRandom RANDOM = new SecureRandom();

    /** One for all tests: an RSA key takes its time. */
    private static final MemorySecrets KEPT = new MemorySecrets();

    public final FakeClock clock = new FakeClock();
    public final FakePasswordHasher hasher = new FakePasswordHasher();
    public final FakeTotp totp = new FakeTotp();
    public final RecordingMailer mailer = new RecordingMailer();
    public final RecordingEventStorageEngine log = new RecordingEventStorageEngine();
    public final EmailClaimKeys keys = address -> new EmailClaimId("claim-" + address.value());
    public final ServiceSecrets secrets = KEPT;
    private final CommandBus bus = SimpleCommandBus.builder().build();
    public final Commands commands = new Commands(DefaultCommandGateway.builder()
            .commandBus(bus)
            .retryScheduler(new ConflictRetry())
            .build());
    private final EmbeddedEventStore events =
            EmbeddedEventStore.builder().storageEngine(log).build();
    private final SqliteDatabase file;
    public final StateStore state;

    public final EmailOwners owners = new EmailOwners(events, keys);
    public final IdentityOwners identityOwners = new IdentityOwners(events);
    public final UserFacts facts = new UserFacts(events);
    public final OneTimeTokens oneTimeTokens;
    public final EmailConfirmation confirmation;
    private final PasswordPolicy passwords = new PasswordPolicy(8, new FakePasswordGuesser());
    public final Registration registration =
            new Registration(commands, keys, owners, facts, passwords, hasher, UUID::randomUUID);
    public final MailQueue mails;
    private final MailDelivery.Worker fresh;
    private final MailDelivery.Worker failedBefore;
    public final Resend resend;
    public final ResetLinks resetLinks;
    public final ForgottenPassword forgotten;
    public final EmailChangeLinks links = new EmailChangeLinks(secrets, RANDOM, ISSUER, clock);
    public final EmailChange emailChange;
    public final BrowserAdmissions admissions =
            new BrowserAdmissions(commands, secrets, RANDOM, ISSUER + "/auth/admit-browser?token=", UUID::randomUUID);

    public final SigningKeys signingKeys = SigningKeys.keptIn(secrets, RANDOM, TokenAlgorithm.RS256);
    public final SignedTokens signed = new SignedTokens(signingKeys, ISSUER + "/", clock);
    public final AccessTokens accessTokens = new AccessTokens(signed, Duration.ofHours(24));
    public final PreauthTokens preauthTokens = new PreauthTokens(signed, clock);
    public final SessionGate gate = new SessionGate(Duration.ofHours(24), clock, delay -> {});
    public final Sessions sessions;
    public final SignIn signIn;
    public final RefreshTokens refreshTokens;
    public final AccessCheck accessCheck;
    private final Configuration axon;

    public RunningService(Path folder) {
        ThreadClock.set(clock);
        file = SqliteDatabase.open(folder.resolve("state.db"), SqliteDatabase.Durability.EVERY_COMMIT);
        state = SqliteStateStore.of(file);
        oneTimeTokens = new OneTimeTokens(state);
        confirmation = new EmailConfirmation(oneTimeTokens, commands, UUID::randomUUID, clock);
        MailJobs jobs = new MailJobs(state);
        MailEncryption encryption = new MailEncryption(TestKeys.dataKeys(), secrets, RANDOM);
        mails = new MailQueue(jobs, encryption, UUID::randomUUID, clock);
        ConfirmationMail confirmationMail = new ConfirmationMail(confirmation, mails, LINK);
        resend = new Resend(mails, owners, facts, confirmationMail);
        resetLinks = new ResetLinks(oneTimeTokens, commands, UUID::randomUUID, clock);
        forgotten = new ForgottenPassword(mails, owners, commands, resetLinks, RESET_LINK, Map::of);
        MailDelivery delivery = new MailDelivery(
                jobs,
                encryption,
                mailer,
                List.of(resend, forgotten),
                (user, subject, reason) -> {},
                Duration.ofMinutes(1),
                clock);
        fresh = delivery.worker(Lane.FRESH, Runnable::run, 8);
        failedBefore = delivery.worker(Lane.FAILED_BEFORE, Runnable::run, 8);
        mails.onAdded(() -> sendDue(fresh));
        emailChange = new EmailChange(commands, keys, links, UUID::randomUUID);
        sessions = new Sessions(state);
        SessionTokens tokens = tokens();
        signIn = new SignIn(
                commands,
                owners,
                hasher,
                new SessionOpening(sessions, gate, () -> {}, tokens, clock),
                preauthTokens,
                UUID::randomUUID);
        refreshTokens = new RefreshTokens(sessions, gate, tokens, commands, clock);
        SeenSessions seen = new SeenSessions(sessions, Duration.ofHours(24), clock);
        accessCheck = new AccessCheck(accessTokens, gate, sessions, seen, clock);
        axon = configure(confirmationMail, seen);
        axon.start();
        awaitFollowing("mail");
        awaitFollowing("session-rows");
    }

    /** A group that starts at the head misses what comes before it has found the head. */
    private void awaitFollowing(String group) {
        PooledStreamingEventProcessor processor = axon.eventProcessingConfiguration()
                .eventProcessor(group, PooledStreamingEventProcessor.class)
                .orElseThrow();
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> !processor.processingStatus().isEmpty());
    }

    /** Tokens as another node of the same service makes them: of one mind through the secrets alone. */
    public SessionTokens tokens() {
        PlatformOwners platformOwners = new PlatformOwners(EmailAddress.parse(EMAIL), owners, facts);
        return new SessionTokens(accessTokens, facts, platformOwners, secrets, RANDOM);
    }

    private Configuration configure(ConfirmationMail confirmationMail, SeenSessions seen) {
        Configurer configurer = DefaultConfigurer.defaultConfiguration()
                .configureSerializer(c -> Jackson3Serializer.builder().build())
                .configureCommandBus(c -> bus)
                .configureEventStore(c -> events)
                .configureAggregate(EmailClaim.class)
                .configureAggregate(User.class)
                .registerComponent(PasswordPolicy.class, c -> passwords)
                .registerComponent(StepUpPolicy.class, c -> new StepUpPolicy(Duration.ofMinutes(5)))
                .registerComponent(PlatformOwnerPolicy.class, c -> new PlatformOwnerPolicy(null))
                .registerComponent(
                        GuessMemory.class,
                        c -> new GuessMemory(new FakeRecentMistakes(), new RecordingLockedAttempts()))
                .registerComponent(PasswordHasher.class, c -> hasher)
                .registerComponent(Totp.class, c -> totp)
                .registerComponent(BackupCodes.class, c -> new FakeBackupCodes())
                .registerComponent(ErasurePolicy.class, c -> new ErasurePolicy(Duration.ofDays(14)))
                .registerComponent(Clock.class, c -> clock)
                .registerComponent(SessionActivity.class, c -> seen)
                .configureAggregate(IdentityClaim.class)
                .registerComponent(
                        IdentityClaims.class, c -> new LoggedIdentityClaims(c.repository(IdentityClaim.class)))
                .registerCommandHandler(c -> new RegistrationHandler(
                        c.repository(EmailClaim.class), c.getComponent(IdentityClaims.class), c.repository(User.class)))
                .registerCommandHandler(c -> new EmailChangeHandler(
                        c.repository(EmailClaim.class),
                        c.getComponent(IdentityClaims.class),
                        c.repository(User.class)));
        configurer.eventProcessing(processing -> processing
                .registerDefaultErrorHandler(c -> PropagatingErrorHandler.INSTANCE)
                .registerDefaultListenerInvocationErrorHandler(c -> PropagatingErrorHandler.instance())
                .registerSubscribingEventProcessor("session-gate")
                .registerPooledStreamingEventProcessor("session-rows", c -> new OftenRead(events), quick())
                .registerPooledStreamingEventProcessor("mail", c -> new OftenRead(events), quick())
                .registerEventHandler(c -> gate)
                .registerEventHandler(c -> new WhenSessionEndedThenForgetIt(gate, sessions))
                .registerEventHandler(c -> new WhenRegisteredThenSendConfirmation(confirmationMail, facts))
                .registerEventHandler(c -> new WhenBrowserAdmissionOfferedThenTellOwner(facts, admissions, mails))
                .registerEventHandler(c -> new WhenEmailClaimContestedThenTellOwner(facts, mails))
                .registerEventHandler(c -> new WhenEmailChangeRequestedThenTellOldAddress(keys, links, mails))
                .registerEventHandler(c -> new WhenEmailChangeRequestedThenAskNewAddress(owners, facts, links, mails))
                .registerEventHandler(c -> new WhenEmailChangedThenTellOldAddress(keys, links, mails))
                .registerEventHandler(c -> new WhenEmailChangeUndoneThenTellOwner(mails)));
        return configurer.buildConfiguration();
    }

    private static EventProcessingConfigurer.PooledStreamingProcessorConfiguration quick() {
        return (c, processor) -> processor
                .initialToken(StreamableMessageSource::createHeadToken)
                .initialSegmentCount(1)
                .tokenClaimInterval(50);
    }

    public IdentityClaims identityClaims() {
        return axon.getComponent(IdentityClaims.class);
    }

    /** Sends what is due, as threads do in the service. */
    public void sendMailDue() {
        sendDue(fresh);
        sendDue(failedBefore);
    }

    /** What another thread is sending is sent as well when this returns. */
    private void sendDue(MailDelivery.Worker worker) {
        synchronized (mails) {
            worker.sendDue();
        }
    }

    /** Asks for a registration, within every limit. */
    public void register(String email, Password password) {
        registration.register(email, password, null, address -> {});
    }

    /** A user with a confirmed address. */
    public UserId registered(String email) {
        register(email, PASSWORD);
        UserId user = owners.ownerOf(EmailAddress.parse(email)).orElseThrow();
        commands.send(new ConfirmEmail(user));
        return user;
    }

    /** A new session, from a new device. */
    public SignInAnswer.Granted signedIn(String email) {
        return (SignInAnswer.Granted) signIn.withPassword(email, PASSWORD, Audience.PLATFORM, user -> Optional.empty());
    }

    /** A new session's id. */
    public SessionId session(String email) {
        return accessCheck.authenticate(signedIn(email).tokens().accessToken()).sessionId();
    }

    @Override
    public void close() {
        axon.shutdown();
        ThreadClock.reset();
        file.close();
    }
}

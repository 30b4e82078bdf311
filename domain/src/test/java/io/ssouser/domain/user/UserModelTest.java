package io.ssouser.domain.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.domain.Provenance;
import io.ssouser.domain.Refused;
import io.ssouser.domain.UserId;
import io.ssouser.domain.device.DeviceId;
import io.ssouser.domain.device.DeviceName;
import io.ssouser.domain.email.EmailAddress;
import io.ssouser.domain.email.EmailClaimId;
import io.ssouser.domain.identity.FakeIdentityClaims;
import io.ssouser.domain.identity.ProviderIdentity;
import io.ssouser.domain.identity.ProviderName;
import io.ssouser.domain.mfa.FakeBackupCodes;
import io.ssouser.domain.mfa.FakeTotp;
import io.ssouser.domain.mfa.SecondFactorCode;
import io.ssouser.domain.mfa.TotpSecret;
import io.ssouser.domain.password.FakePasswordGuesser;
import io.ssouser.domain.password.FakePasswordHasher;
import io.ssouser.domain.password.GuessMemory;
import io.ssouser.domain.password.Password;
import io.ssouser.domain.password.PasswordHash;
import io.ssouser.domain.password.PasswordPolicy;
import io.ssouser.domain.password.RecordingLockedAttempts;
import io.ssouser.domain.session.AttemptId;
import io.ssouser.domain.session.EndReason;
import io.ssouser.domain.session.SessionId;
import io.ssouser.domain.session.StepUpPolicy;
import io.ssouser.domain.user.UserCommand.BeginMfaSetup;
import io.ssouser.domain.user.UserCommand.ChangePassword;
import io.ssouser.domain.user.UserCommand.DisableMfa;
import io.ssouser.domain.user.UserCommand.EnableMfa;
import io.ssouser.domain.user.UserCommand.EndSession;
import io.ssouser.domain.user.UserCommand.LinkIdentity;
import io.ssouser.domain.user.UserCommand.RecordDeviceUse;
import io.ssouser.domain.user.UserCommand.RegenerateBackupCodes;
import io.ssouser.domain.user.UserCommand.RegisterDevice;
import io.ssouser.domain.user.UserCommand.RenameDevice;
import io.ssouser.domain.user.UserCommand.RevokeDevice;
import io.ssouser.domain.user.UserCommand.RevokeOtherDevices;
import io.ssouser.domain.user.UserCommand.SignInWithIdentity;
import io.ssouser.domain.user.UserCommand.SignInWithPassword;
import io.ssouser.domain.user.UserCommand.StepUpWithCode;
import io.ssouser.domain.user.UserCommand.StepUpWithPassword;
import io.ssouser.domain.user.UserCommand.TrustDevice;
import io.ssouser.domain.user.UserCommand.UnlinkIdentity;
import io.ssouser.domain.user.UserCommand.VerifySecondFactor;
import io.ssouser.domain.user.UserEvent.EmailConfirmed;
import io.ssouser.domain.user.UserEvent.MfaEnabled;
import io.ssouser.domain.user.UserEvent.MfaSetupBegun;
import io.ssouser.domain.user.UserEvent.Registered;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.axonframework.eventhandling.DomainEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sends a user commands of every kind, in any order, and checks every event against {@link AccountModel}. */
class UserModelTest {
    private static final UserId ANNA = new UserId("anna");
    private static final EmailClaimId CLAIM = new EmailClaimId("claim");
    private static final EmailAddress EMAIL = new EmailAddress("anna@example.org");
    private static final PasswordHash HASH = new PasswordHash("fake$1$correct horse");
    private static final Set<ProviderName> USABLE = Set.of(UserSpecification.GITHUB, UserSpecification.GOOGLE);
    private static final Password RIGHT = new Password("correct horse");
    private static final Password WRONG = new Password("battery staple");

    private final FakeTotp totp = new FakeTotp();
    private final AccountModel model = new AccountModel();
    private final Account account = new Account(
            ANNA,
            new PasswordPolicy(8, new FakePasswordGuesser()),
            new StepUpPolicy(Duration.ofMinutes(5)),
            new PlatformOwnerPolicy(null),
            new GuessMemory(mistake -> false, new RecordingLockedAttempts()),
            new FakePasswordHasher(),
            totp,
            new FakeBackupCodes(),
            new FakeSessionActivity(),
            new FakeIdentityClaims(),
            new ErasurePolicy(UserSpecification.CHANGE_OF_MIND));
    private TotpSecret pendingSecret = new TotpSecret("NONE");
    private SessionId pendingSession = new SessionId("none");
    private TotpSecret liveSecret = new TotpSecret("NONE");
    private int ids;

    @AfterEach
    void give_axon_its_clock_back() {
        account.close();
    }

    /**
     * Guessing and locking with few devices, crowding and expiry with many.
     *
     * @param devices how many there are to choose from, all but twenty of them registered at the beginning
     * @param seconds the longest pause between two commands
     */
    @ParameterizedTest
    @CsvSource({"1, 22, 40", "2, 22, 5", "3, 22, 300", "4, 120, 10", "5, 120, 60", "6, 120, 200000"})
    void whatever_is_asked_of_an_account_its_promises_hold(long seed, int devices, int seconds) {
        Random random = new Random(seed);
        account.remembers(new Registered(ANNA, CLAIM, EMAIL, HASH), new EmailConfirmed(ANNA));
        for (int device = 20; device < devices; device++) {
            account.asks(new RegisterDevice(ANNA, new DeviceId("device " + device), new DeviceName("early")));
        }
        account.news().forEach(this::happened);
        int refused = 0;
        int done = 0;

        for (int i = 0; i < 200; i++) {
            account.waits(Duration.ofSeconds(random.nextInt(seconds)));
            try {
                account.asks(anything(random, devices));
                done++;
                account.news().forEach(this::happened);
            } catch (Refused refusal) {
                refused++;
                assertThat(account.news()).as("throw = nothing happened").isEmpty();
            }
            model.settled();
        }

        assertThat(done).isGreaterThan(80);
        assertThat(refused).isGreaterThan(20);
        assertThat(model.crowdedOut()).isEqualTo(devices > 100);
    }

    private void happened(DomainEventMessage<?> message) {
        if (message.getPayload() instanceof MfaSetupBegun begun) {
            pendingSecret = begun.secret();
            pendingSession = new SessionId(String.valueOf(message.getMetaData().get(Provenance.SESSION)));
        } else if (message.getPayload() instanceof MfaEnabled) {
            liveSecret = pendingSecret;
        }
        model.happened((UserEvent) message.getPayload(), message.getTimestamp());
    }

    private UserCommand<?> anything(Random random, int devices) {
        DeviceId device = new DeviceId("device " + random.nextInt(devices));
        DeviceName name = new DeviceName("name " + random.nextInt(3));
        SessionId known = oneOf(random, List.copyOf(model.sessions()));
        Password password = random.nextInt(3) == 0 ? WRONG : RIGHT;
        AttemptId attempt = new AttemptId("attempt " + Math.max(0, ids - random.nextInt(4)));
        int kind = random.nextInt(100);
        if (kind < 35) {
            ids++;
            return new SignInWithPassword(
                    ANNA,
                    password,
                    new SessionId("session " + ids),
                    new AttemptId("attempt " + ids),
                    device,
                    name,
                    false);
        }
        if (kind < 41) {
            return identityCommand(random, known, device, name);
        }
        if (kind < 60) {
            return new VerifySecondFactor(ANNA, attempt, code(random, liveSecret), new SessionId("session v" + ids++));
        }
        return switch (kind % 15) {
            case 0, 1 -> new BeginMfaSetup(ANNA, known);
            case 2, 3 -> new EnableMfa(ANNA, code(random, pendingSecret), pendingSession);
            case 4 -> random.nextInt(4) == 0 ? new DisableMfa(ANNA, known) : new RegenerateBackupCodes(ANNA, known);
            case 5 -> new RegisterDevice(ANNA, device, name);
            case 6 -> new RecordDeviceUse(ANNA, device);
            case 7 -> new RenameDevice(ANNA, device, name);
            case 8 -> new TrustDevice(ANNA, device);
            case 9 -> new RevokeDevice(ANNA, device);
            case 10 -> new EndSession(ANNA, known, EndReason.SIGNED_OUT);
            case 11 -> new ChangePassword(ANNA, password, RIGHT, known);
            case 12 -> new StepUpWithPassword(ANNA, password, known);
            case 13 -> new StepUpWithCode(ANNA, code(random, liveSecret), known);
            default ->
                random.nextInt(4) == 0 ? new RevokeOtherDevices(ANNA, known) : new RegisterDevice(ANNA, device, name);
        };
    }

    private UserCommand<?> identityCommand(Random random, SessionId known, DeviceId device, DeviceName name) {
        ProviderIdentity identity =
                random.nextBoolean() ? UserSpecification.ANNA_AT_GITHUB : UserSpecification.ANNA_AT_GOOGLE;
        ids++;
        int epoch = model.epoch() - (random.nextInt(8) == 0 ? 1 : 0);
        return switch (random.nextInt(4)) {
            case 0 -> new LinkIdentity(ANNA, identity, known, epoch);
            case 1 -> new UnlinkIdentity(ANNA, identity.provider(), USABLE, known);
            case 2 ->
                random.nextInt(3) == 0
                        ? new UnlinkIdentity(ANNA, ProviderName.PASSWORD, USABLE, known)
                        : new LinkIdentity(ANNA, identity, known, epoch);
            default ->
                new SignInWithIdentity(
                        ANNA,
                        identity.claimId(),
                        new SessionId("session " + ids),
                        new AttemptId("attempt " + ids),
                        device,
                        name,
                        false,
                        epoch);
        };
    }

    private SecondFactorCode code(Random random, TotpSecret secret) {
        return switch (random.nextInt(3)) {
            case 0 -> SecondFactorCode.of(String.format("SHEE-T%02d%d", 1 + random.nextInt(3), random.nextInt(10)));
            case 1 -> SecondFactorCode.of("000000");
            default -> totp.code(secret, FakeTotp.stepAt(account.instant()) + random.nextInt(5) - 2);
        };
    }

    private static SessionId oneOf(Random random, List<SessionId> sessions) {
        return sessions.isEmpty() ? new SessionId("never granted") : sessions.get(random.nextInt(sessions.size()));
    }
}

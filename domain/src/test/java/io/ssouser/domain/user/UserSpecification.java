package io.ssouser.domain.user;

import io.ssouser.domain.Provenance;
import io.ssouser.domain.Refused;
import io.ssouser.domain.UserId;
import io.ssouser.domain.device.DeviceId;
import io.ssouser.domain.device.DeviceName;
import io.ssouser.domain.device.RevocationReason;
import io.ssouser.domain.email.EmailAddress;
import io.ssouser.domain.email.EmailClaimId;
import io.ssouser.domain.identity.FakeIdentityClaims;
import io.ssouser.domain.identity.IdentityClaimId;
import io.ssouser.domain.identity.ProviderAccountName;
import io.ssouser.domain.identity.ProviderIdentity;
import io.ssouser.domain.identity.ProviderName;
import io.ssouser.domain.identity.ProviderSubject;
import io.ssouser.domain.mfa.BackupCodeHashes;
import io.ssouser.domain.mfa.FakeBackupCodes;
import io.ssouser.domain.mfa.FakeTotp;
import io.ssouser.domain.mfa.SecondFactorCode;
import io.ssouser.domain.mfa.TotpSecret;
import io.ssouser.domain.password.FakePasswordGuesser;
import io.ssouser.domain.password.FakePasswordHasher;
import io.ssouser.domain.password.FakeRecentMistakes;
import io.ssouser.domain.password.GuessMemory;
import io.ssouser.domain.password.Password;
import io.ssouser.domain.password.PasswordHash;
import io.ssouser.domain.password.PasswordPolicy;
import io.ssouser.domain.password.RecordingLockedAttempts;
import io.ssouser.domain.session.AttemptId;
import io.ssouser.domain.session.SessionId;
import io.ssouser.domain.session.SignInMethod;
import io.ssouser.domain.session.StepUpPolicy;
import io.ssouser.domain.user.UserEvent.BackupCodesGenerated;
import io.ssouser.domain.user.UserEvent.DeviceRegistered;
import io.ssouser.domain.user.UserEvent.DeviceRevoked;
import io.ssouser.domain.user.UserEvent.EmailConfirmed;
import io.ssouser.domain.user.UserEvent.IdentityLinked;
import io.ssouser.domain.user.UserEvent.MfaEnabled;
import io.ssouser.domain.user.UserEvent.MfaSetupBegun;
import io.ssouser.domain.user.UserEvent.Registered;
import io.ssouser.domain.user.UserEvent.SignedIn;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Map;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.TestExecutor;

/** Anna, her things, and the fixture in which she is tested as a user. It is noon on the first of March unless a test says otherwise. */
abstract class UserSpecification {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    static final long STEP_OF_NOON = 59_078_880;
    static final Instant IN_90_DAYS = Instant.parse("2026-05-30T12:00:00Z");

    static final UserId ANNA = new UserId("anna");
    static final EmailClaimId CLAIM = new EmailClaimId("claim");
    static final EmailAddress EMAIL = new EmailAddress("anna@example.org");
    static final Password RIGHT = new Password("correct horse");
    static final Password WRONG = new Password("battery staple");
    static final PasswordHash HASH = new PasswordHash("fake$1$correct horse");

    static final DeviceId LAPTOP = new DeviceId("laptop");
    static final DeviceId PHONE = new DeviceId("phone");
    static final DeviceName LAPTOP_NAME = new DeviceName("Laptop");
    static final DeviceName PHONE_NAME = new DeviceName("Phone");
    static final SessionId SESSION = new SessionId("session");
    static final SessionId OTHER_SESSION = new SessionId("other session");
    static final SignedIn SIGNED_IN = new SignedIn(ANNA, SESSION, LAPTOP, SignInMethod.PASSWORD, null);
    static final SignedIn SIGNED_IN_WITH_CODE =
            new SignedIn(ANNA, SESSION, LAPTOP, SignInMethod.PASSWORD_AND_TOTP, null);
    static final AttemptId ATTEMPT = new AttemptId("attempt");

    static final ProviderName GITHUB = new ProviderName("github");
    static final ProviderName GOOGLE = new ProviderName("google");
    static final ProviderIdentity ANNA_AT_GITHUB = new ProviderIdentity(
            GITHUB,
            new IdentityClaimId("anna at github"),
            new ProviderSubject("583231"),
            new ProviderAccountName("anna"));
    static final ProviderIdentity ANNA_AT_GOOGLE =
            new ProviderIdentity(GOOGLE, new IdentityClaimId("anna at google"), new ProviderSubject("1101"), null);
    static final Duration CHANGE_OF_MIND = Duration.ofDays(14);

    static final TotpSecret SECRET = new TotpSecret("FAKETOTPSECRETFAKETOTPSECRETFALIVE");
    static final BackupCodeHashes SHEET = new BackupCodeHashes("fake$SHEET77");

    final RecordingLockedAttempts lockedAttempts = new RecordingLockedAttempts();
    final FakePasswordHasher hasher = new FakePasswordHasher();
    final FakeTotp totp = new FakeTotp();
    final FakeBackupCodes backupCodes = new FakeBackupCodes();
    final FakeIdentityClaims claims = new FakeIdentityClaims();
    final FakeSessionActivity activity = new FakeSessionActivity();
    final AggregateTestFixture<User> fixture = new AggregateTestFixture<>(User.class);

    UserSpecification() {
        fixture.registerInjectableResource(new PasswordPolicy(8, new FakePasswordGuesser()));
        fixture.registerInjectableResource(new StepUpPolicy(Duration.ofMinutes(5)));
        fixture.registerInjectableResource(new PlatformOwnerPolicy(new EmailClaimId("claim of the platform's owner")));
        fixture.registerInjectableResource(new GuessMemory(new FakeRecentMistakes(), lockedAttempts));
        fixture.registerInjectableResource(hasher);
        fixture.registerInjectableResource(totp);
        fixture.registerInjectableResource(backupCodes);
        fixture.registerInjectableResource(claims);
        fixture.registerInjectableResource(activity);
        fixture.registerInjectableResource(new FixtureClock());
        fixture.registerInjectableResource(new ErasurePolicy(CHANGE_OF_MIND));
    }

    /** Anna has registered, confirmed her address, and then all this happened, at noon. */
    TestExecutor<User> given(Object... events) {
        return fixture.givenCurrentTime(NOON)
                .andGiven(new Registered(ANNA, CLAIM, EMAIL, HASH), new EmailConfirmed(ANNA))
                .andGiven(events);
    }

    /** The same, with MFA on since half an hour, so that no code of the hour has been used. */
    TestExecutor<User> givenMfa(Object... events) {
        return given(mfaOn()).andGiven(events);
    }

    static Object[] mfaOn() {
        return new Object[] {
            new MfaSetupBegun(ANNA, SECRET, NOON),
            new MfaEnabled(ANNA, STEP_OF_NOON - 60),
            new BackupCodesGenerated(ANNA, SHEET, 10)
        };
    }

    /** Anna's laptop is unknown when it never was registered and when it was revoked. */
    void refusesUnknownDevice(UserCommand<?> command) {
        given(registered(PHONE))
                .when(command)
                .expectException(Refused.class)
                .expectExceptionMessage("DEVICE_NOT_FOUND")
                .expectNoEvents();
        given(registered(LAPTOP), new DeviceRevoked(ANNA, LAPTOP, RevocationReason.BY_OWNER))
                .when(command)
                .expectException(Refused.class)
                .expectExceptionMessage("DEVICE_NOT_FOUND")
                .expectNoEvents();
    }

    static DeviceRegistered registered(DeviceId device) {
        return new DeviceRegistered(ANNA, device, new DeviceName("the " + device.value()), IN_90_DAYS);
    }

    static SignedIn signedIn(SessionId session, DeviceId device) {
        return new SignedIn(ANNA, session, device, SignInMethod.PASSWORD, null);
    }

    static IdentityLinked linked(ProviderIdentity identity) {
        return new IdentityLinked(
                ANNA, identity.claimId(), identity.provider(), identity.subject(), identity.accountName());
    }

    /** The event as {@link #SESSION} brought it about. */
    static Object inSession(UserEvent event) {
        return GenericEventMessage.asEventMessage(event).withMetaData(Map.of(Provenance.SESSION, SESSION.value()));
    }

    static Object[] times(int count, Object event) {
        return Collections.nCopies(count, event).toArray();
    }

    /** What the generator with the live secret shows so many steps from noon. */
    SecondFactorCode codeOfStep(int fromNoon) {
        return totp.code(SECRET, STEP_OF_NOON + fromNoon);
    }

    private final class FixtureClock extends Clock {
        @Override
        public Instant instant() {
            return fixture.currentTime();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}

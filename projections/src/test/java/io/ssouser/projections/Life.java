package io.ssouser.projections;

import io.ssouser.domain.EventType;
import io.ssouser.domain.UserId;
import io.ssouser.domain.device.DeviceId;
import io.ssouser.domain.device.DeviceName;
import io.ssouser.domain.device.RevocationReason;
import io.ssouser.domain.email.EmailAddress;
import io.ssouser.domain.email.EmailChangeId;
import io.ssouser.domain.email.EmailClaimEvent.EmailClaimContested;
import io.ssouser.domain.email.EmailClaimEvent.EmailClaimReleased;
import io.ssouser.domain.email.EmailClaimEvent.EmailClaimed;
import io.ssouser.domain.email.EmailClaimId;
import io.ssouser.domain.email.LetterSubject;
import io.ssouser.domain.email.UndeliveredReason;
import io.ssouser.domain.identity.IdentityClaimEvent.IdentityClaimed;
import io.ssouser.domain.identity.IdentityClaimEvent.IdentityReleased;
import io.ssouser.domain.identity.IdentityClaimId;
import io.ssouser.domain.identity.ProviderAccountName;
import io.ssouser.domain.identity.ProviderName;
import io.ssouser.domain.identity.ProviderSubject;
import io.ssouser.domain.mfa.BackupCodeHashes;
import io.ssouser.domain.mfa.SecondFactorKind;
import io.ssouser.domain.mfa.TotpSecret;
import io.ssouser.domain.password.AdmissionId;
import io.ssouser.domain.password.BrowserHash;
import io.ssouser.domain.password.LockKind;
import io.ssouser.domain.password.PasswordHash;
import io.ssouser.domain.recovery.EndedWaysIn;
import io.ssouser.domain.session.AttemptId;
import io.ssouser.domain.session.EndReason;
import io.ssouser.domain.session.Proof;
import io.ssouser.domain.session.SessionId;
import io.ssouser.domain.session.SignInMethod;
import io.ssouser.domain.subscription.PlanName;
import io.ssouser.domain.subscription.ServiceName;
import io.ssouser.domain.subscription.SubscriptionEvent.*;
import io.ssouser.domain.subscription.SubscriptionId;
import io.ssouser.domain.user.UserEvent.*;
import io.ssouser.domain.user.UserEvent.AttemptsDuringLockCounted;
import io.ssouser.domain.user.UserEvent.AuditTrailRead;
import java.time.Instant;
import java.util.List;

/** Everything that can happen to a user before the erasure, once at least; a count at the end would show what was counted twice. */
public record Life(String user) {
    public static final Instant LATER = Instant.parse("2027-02-22T10:00:00Z");

    public UserId id() {
        return new UserId(user);
    }

    public DeviceId phone() {
        return new DeviceId(user + "-phone");
    }

    public DeviceId laptop() {
        return new DeviceId(user + "-laptop");
    }

    public Registered registered() {
        return new Registered(
                id(),
                new EmailClaimId("claim-of-" + user),
                new EmailAddress(user + "@example.com"),
                new PasswordHash("secret-hash"));
    }

    public DeviceRegistered registered(DeviceId device, String name) {
        return new DeviceRegistered(id(), device, new DeviceName(name), LATER);
    }

    public SubscriptionStarted subscribed() {
        ServiceName api = new ServiceName("api");
        return new SubscriptionStarted(SubscriptionId.of(id(), api), id(), api, new PlanName("pro"), LATER);
    }

    public RegisteredWithIdentity registeredWith(String provider) {
        return new RegisteredWithIdentity(
                id(),
                new EmailClaimId("claim-of-" + user),
                new EmailAddress(user + "@example.com"),
                identity(provider),
                new ProviderName(provider),
                new ProviderSubject("4711"),
                null);
    }

    public IdentityLinked linked(String provider) {
        return new IdentityLinked(
                id(),
                identity(provider),
                new ProviderName(provider),
                new ProviderSubject("4711"),
                new ProviderAccountName(user));
    }

    public IdentityUnlinked unlinked(String provider) {
        return new IdentityUnlinked(id(), identity(provider), new ProviderName(provider));
    }

    private IdentityClaimId identity(String provider) {
        return new IdentityClaimId(user + "-at-" + provider);
    }

    public EmailAddress next() {
        return new EmailAddress(user + "@example.net");
    }

    public EmailChangeRequested changeRequested() {
        return new EmailChangeRequested(
                id(),
                new EmailChangeId("change"),
                new EmailClaimId("next-claim"),
                next(),
                registered().email(),
                LATER);
    }

    public EmailChanged changed() {
        return new EmailChanged(
                id(),
                new EmailChangeId("change"),
                new EmailClaimId("next-claim"),
                next(),
                registered().email(),
                LATER);
    }

    public List<Object> events() {
        SessionId session = new SessionId(user + "-session");
        AttemptId attempt = new AttemptId(user + "-attempt");
        EmailClaimId claim = new EmailClaimId("claim-of-" + user);
        ServiceName api = new ServiceName("api");
        SubscriptionId subscription = SubscriptionId.of(id(), api);
        return List.of(
                new EmailClaimed(claim, id()),
                registered(),
                new RegistrationRepeated(id(), 1, new PasswordHash("secret-hash")),
                new RegistrationBoundToBrowser(id(), 0, new BrowserHash("secret-browser")),
                new RegistrationChosen(id(), 0, new PasswordHash("secret-hash")),
                new PasswordChosen(id(), new PasswordHash("secret-hash")),
                new EmailConfirmed(id()),
                new PlatformOwnershipGained(id()),
                new PlatformOwnershipLost(id()),
                new EmailClaimContested(claim, id()),
                new SignInFailed(id(), null, attempt),
                new SignInLocked(id(), null, LATER),
                new BrowserAdmissionOffered(id(), new AdmissionId("offer"), LATER),
                new BrowserAdmitted(id(), new AdmissionId("offer"), phone(), LATER),
                registered(phone(), "Phone"),
                new DeviceRecognised(id(), phone(), attempt),
                new SignedIn(id(), session, phone(), SignInMethod.PASSWORD, null),
                new SteppedUp(id(), session, Proof.PASSWORD),
                new MfaSetupBegun(id(), new TotpSecret("secret-totp"), LATER),
                new MfaSetupFailed(id()),
                new MfaEnabled(id(), 7),
                new BackupCodesGenerated(id(), new BackupCodeHashes("secret-codes"), 10),
                new MfaAwaited(id(), attempt, laptop(), new DeviceName("laptop"), LATER),
                new MfaFailed(id(), SecondFactorKind.TOTP, attempt),
                new MfaLocked(id(), LATER),
                new AttemptsDuringLockCounted(id(), LockKind.SECOND_FACTOR, LATER, 7, LATER, LATER),
                new BackupCodeUsed(id(), 3),
                registered(laptop(), "laptop"),
                new SignedIn(id(), session, laptop(), SignInMethod.PASSWORD_AND_BACKUP_CODE, attempt),
                new TotpAccepted(id(), 8),
                new DeviceUsed(id(), phone()),
                new DeviceRenamed(id(), phone(), new DeviceName("My phone")),
                new PasswordChanged(id(), new PasswordHash("secret-hash")),
                new PasswordRehashed(id(), new PasswordHash("secret-hash")),
                new PasswordCheckFailed(id()),
                new PasswordChangeLocked(id(), LATER),
                new MfaDisabled(id()),
                new DeviceTrusted(id(), phone(), LATER.plusSeconds(1)),
                new SessionEnded(id(), session, EndReason.SIGNED_OUT),
                new OtherDevicesRevoked(id()),
                new AccessCleared(id(), new EndedWaysIn("Device: laptop")),
                new FormerEmailFreed(id(), claim, registered().email()),
                new DeviceRevoked(id(), laptop(), RevocationReason.BY_OWNER),
                new IdentityClaimed(identity("github"), id()),
                linked("github"),
                new IdentityLinkRefused(id(), new ProviderName("google")),
                new IdentityAccepted(id(), new ProviderName("github"), attempt),
                registeredWith("google"),
                unlinked("github"),
                new IdentityReleased(identity("github"), id()),
                new PasswordRemoved(id()),
                new PasswordSet(id(), new PasswordHash("secret-hash")),
                new PasswordResetRequested(id()),
                new PasswordReset(id(), new PasswordHash("secret-hash")),
                changeRequested(),
                new PersonalDataExported(id()),
                new AuditTrailRead(id(), id(), new EventType("user.signed-in"), null, LATER),
                new MailNotDelivered(id(), new LetterSubject("Choose a new password"), UndeliveredReason.REFUSED),
                new EmailChangeCancelled(id()),
                changeRequested(),
                changed(),
                new EmailClaimReleased(claim, id(), LATER),
                new EmailChangeUndone(id(), claim, registered().email()),
                new MfaEnabled(id(), 9),
                new BackupCodesGenerated(id(), new BackupCodeHashes("secret-codes"), 10),
                new BackupCodeUsed(id(), 0),
                subscribed(),
                new PlanChanged(subscription, id(), new PlanName("team")),
                new SubscriptionRenewed(subscription, id(), LATER.plusSeconds(2)),
                new SubscriptionCancelled(subscription, id(), LATER.plusSeconds(2)),
                new SubscriptionExpired(subscription, id(), LATER.plusSeconds(2)),
                new SubscriptionStarted(subscription, id(), api, new PlanName("pro"), null),
                new ErasureRequested(id(), LATER),
                new ErasureCancelled(id()),
                new ErasureRequested(id(), LATER));
    }

    /** The last that happens to a user, after {@link #events}. */
    public UserErased erased() {
        return new UserErased(id());
    }
}

package io.ssouser.domain.user;

import io.ssouser.domain.EventType;
import io.ssouser.domain.Personal;
import io.ssouser.domain.StoredAs;
import io.ssouser.domain.UserId;
import io.ssouser.domain.device.DeviceId;
import io.ssouser.domain.device.DeviceName;
import io.ssouser.domain.device.RevocationReason;
import io.ssouser.domain.email.EmailAddress;
import io.ssouser.domain.email.EmailChangeId;
import io.ssouser.domain.email.EmailClaimId;
import io.ssouser.domain.email.LetterSubject;
import io.ssouser.domain.email.UndeliveredReason;
import io.ssouser.domain.identity.IdentityClaimId;
import io.ssouser.domain.identity.ProviderAccountName;
import io.ssouser.domain.identity.ProviderIdentity;
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
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What happens to a user. The metadata of the message say when, by whom and from where. */
public sealed interface UserEvent {
    UserId userId();

    /** Somebody registered with an address and a password. The address is not confirmed yet. */
    @StoredAs("user.registered")
    record Registered(
            UserId userId,
            EmailClaimId claimId,
            @Personal EmailAddress email,
            @Personal PasswordHash passwordHash) implements UserEvent {}

    /**
     * Somebody registered with an identity whose provider has verified the address. The user has no password. The confirmation of the address
     * is an event of its own.
     *
     * @param accountName null if the provider gave none
     */
    @StoredAs("user.registered-with-identity")
    record RegisteredWithIdentity(
            UserId userId,
            EmailClaimId claimId,
            @Personal EmailAddress email,
            IdentityClaimId identityClaimId,
            ProviderName provider,
            @Personal ProviderSubject subject,
            @Personal @Nullable ProviderAccountName accountName)
            implements UserEvent {

        static RegisteredWithIdentity by(UserCommand.RegisterWithIdentity command) {
            ProviderIdentity identity = command.identity();
            return new RegisteredWithIdentity(
                    command.userId(),
                    command.claimId(),
                    command.email(),
                    identity.claimId(),
                    identity.provider(),
                    identity.subject(),
                    identity.accountName());
        }
    }

    /**
     * Somebody registered the same address again before it was confirmed.
     *
     * @param registration from 1; that of {@link Registered} is 0
     */
    @StoredAs("user.registration-repeated")
    record RegistrationRepeated(
            UserId userId, int registration, @Personal PasswordHash passwordHash) implements UserEvent {}

    /** The registration was made in this browser. Its password becomes the user's if the mailed link is followed there. */
    @StoredAs("user.registration-bound-to-browser")
    record RegistrationBoundToBrowser(
            UserId userId, int registration, @Personal BrowserHash browser) implements UserEvent {}

    /** A mailed link was followed for that registration, which is not the newest. Its password is the user's. */
    @StoredAs("user.registration-chosen")
    record RegistrationChosen(
            UserId userId, int registration, @Personal PasswordHash passwordHash) implements UserEvent {}

    /** Whoever followed the link that confirms the address chose this password. No registered password counts. */
    @StoredAs("user.password-chosen")
    record PasswordChosen(UserId userId, @Personal PasswordHash passwordHash) implements UserEvent {}

    /** The user's address was proved: by the mailed link, by a provider, or by a reset of the password. */
    @StoredAs("user.email-confirmed")
    record EmailConfirmed(UserId userId) implements UserEvent {}

    /**
     * The user asked to move to the address. The move waits for its confirmation and replaces a change that was pending.
     *
     * @param current the address until then
     */
    @StoredAs("user.email-change-requested")
    record EmailChangeRequested(
            UserId userId,
            EmailChangeId changeId,
            EmailClaimId claimId,
            @Personal EmailAddress email,
            @Personal EmailAddress current,
            Instant until)
            implements UserEvent {}

    /** The pending change is void: the user keeps the address, or the proofs of whoever asked for it are void. */
    @StoredAs("user.email-change-cancelled")
    record EmailChangeCancelled(UserId userId) implements UserEvent {}

    /**
     * The user moved to the pending address, which is confirmed.
     *
     * @param former the address before
     * @param undoableUntil when it is too late to move back
     */
    @StoredAs("user.email-changed")
    record EmailChanged(
            UserId userId,
            EmailChangeId changeId,
            EmailClaimId claimId,
            @Personal EmailAddress email,
            @Personal EmailAddress former,
            Instant undoableUntil)
            implements UserEvent {}

    /**
     * The owner of this address disowned a change. The address is the user's again, if the user had left it. A pending change is void.
     * The sessions that end with it have events of their own.
     */
    @StoredAs("user.email-change-undone")
    record EmailChangeUndone(
            UserId userId, EmailClaimId claimId, @Personal EmailAddress email) implements UserEvent, ProofFell {}

    /**
     * The owner of this former address disowned a change. The holder of the present address had reset the password by mail since, so
     * the user keeps the present address. Anybody may claim the former one.
     */
    @StoredAs("user.former-email-freed")
    record FormerEmailFreed(
            UserId userId, EmailClaimId claimId, @Personal EmailAddress email) implements UserEvent {}

    /** Somebody who reads the user's mail ended every other way in. Each of them has an event of its own; this one lists them for the mail. */
    @StoredAs("user.access-cleared")
    record AccessCleared(UserId userId, @Personal EndedWaysIn ended) implements UserEvent, ProofFell {}

    /**
     * A sign-in had a wrong password.
     *
     * @param deviceId the device if the user has it, else null: strangers are counted apart
     * @param attemptId of the sign-in; null in events of revision 1
     */
    @StoredAs(value = "user.sign-in-failed", revision = 2)
    record SignInFailed(
            UserId userId,
            @Nullable DeviceId deviceId,
            @Nullable AttemptId attemptId) implements UserEvent {}

    /** Passwords from this device are not judged until then; if it is null, from any device that the user does not have. */
    @StoredAs("user.sign-in-locked")
    record SignInLocked(UserId userId, @Nullable DeviceId deviceId, Instant until) implements UserEvent {}

    /** Strangers are locked out. Until then the user may admit one new browser by a mailed link. */
    @StoredAs("user.browser-admission-offered")
    record BrowserAdmissionOffered(UserId userId, AdmissionId admissionId, Instant until) implements UserEvent {}

    /** Whoever reads the user's mail admitted this browser. Its passwords are counted apart from strangers' until then. */
    @StoredAs("user.browser-admitted")
    record BrowserAdmitted(UserId userId, AdmissionId admissionId, DeviceId deviceId, Instant until)
            implements UserEvent {}

    /** The first factor of a sign-in was right. The second one is awaited. */
    @StoredAs("user.mfa-awaited")
    record MfaAwaited(
            UserId userId,
            AttemptId attemptId,
            DeviceId deviceId,
            @Personal DeviceName deviceName,
            Instant until) implements UserEvent {}

    /**
     * A sign-in proved the identity, which counts as a right password.
     *
     * @param attemptId of the sign-in; it has an mfa-awaited event of its own when one was needed
     */
    @StoredAs("user.identity-accepted")
    record IdentityAccepted(UserId userId, ProviderName provider, AttemptId attemptId) implements UserEvent {}

    /**
     * A second factor was wrong, in a sign-in or in the step-up of a session.
     *
     * @param kind of the code that was tried; null in events of revision 1
     * @param attemptId of the sign-in, as in the mfa-awaited event before; null for a step-up and in events of revision 1
     */
    @StoredAs(value = "user.mfa-failed", revision = 2)
    record MfaFailed(
            UserId userId,
            @Nullable SecondFactorKind kind,
            @Nullable AttemptId attemptId) implements UserEvent {}

    /** No second factor is judged until then. */
    @StoredAs("user.mfa-locked")
    record MfaLocked(UserId userId, Instant until) implements UserEvent {}

    /**
     * A code of the authenticator was right.
     *
     * @param step the 30-second step of the accepted code; no code up to it is accepted again
     */
    @StoredAs("user.totp-accepted")
    record TotpAccepted(UserId userId, long step) implements UserEvent {}

    /**
     * A backup code was right and is used up.
     *
     * @param index which of the ten, from 0
     */
    @StoredAs("user.backup-code-used")
    record BackupCodeUsed(UserId userId, int index) implements UserEvent {}

    /**
     * A session was granted. It is also a use of its device.
     *
     * @param attemptId of the sign-in that awaited the second factor; null if none was needed
     */
    @StoredAs("user.signed-in")
    record SignedIn(
            UserId userId,
            SessionId sessionId,
            DeviceId deviceId,
            SignInMethod method,
            @Nullable AttemptId attemptId) implements UserEvent {}

    /** The user proved again, within a session, who they are. */
    @StoredAs("user.stepped-up")
    record SteppedUp(UserId userId, SessionId sessionId, Proof proof) implements UserEvent {}

    /** A session ended. */
    @StoredAs("user.session-ended")
    record SessionEnded(UserId userId, SessionId sessionId, EndReason reason) implements UserEvent {}

    /** The user changed the password. The sessions that it ends have events of their own. */
    @StoredAs("user.password-changed")
    record PasswordChanged(UserId userId, @Personal PasswordHash passwordHash) implements UserEvent, ProofFell {}

    /**
     * The user has no password any more. Within a session, which stays, the user unlinked it. Without one, the service took it away, and it can
     * be reset by mail. The sessions that it ends have events of their own.
     */
    @StoredAs("user.password-removed")
    record PasswordRemoved(UserId userId) implements UserEvent, ProofFell {}

    /** A user without a password set one. The sessions that it ends have events of their own. */
    @StoredAs("user.password-set")
    record PasswordSet(UserId userId, @Personal PasswordHash passwordHash) implements UserEvent, ProofFell {}

    /** Somebody asked for a link to reset the password. It is mailed to the user. */
    @StoredAs("user.password-reset-requested")
    record PasswordResetRequested(UserId userId) implements UserEvent {}

    /**
     * Whoever reads the user's mail chose another password. Every lock on passwords ends; the second factor, its lock and the devices stay.
     * The sessions that it ends have events of their own.
     */
    @StoredAs("user.password-reset")
    record PasswordReset(UserId userId, @Personal PasswordHash passwordHash) implements UserEvent, ProofFell {}

    /** The same password was hashed with today's parameters. */
    @StoredAs("user.password-rehashed")
    record PasswordRehashed(UserId userId, @Personal PasswordHash passwordHash) implements UserEvent {}

    /** Somebody gave a wrong current password within a session. */
    @StoredAs("user.password-check-failed")
    record PasswordCheckFailed(UserId userId) implements UserEvent {}

    /** The current password is not judged until then. */
    @StoredAs("user.password-change-locked")
    record PasswordChangeLocked(UserId userId, Instant until) implements UserEvent {}

    /**
     * The user can sign in with this identity from now on.
     *
     * @param accountName null if the provider gave none
     */
    @StoredAs("user.identity-linked")
    record IdentityLinked(
            UserId userId,
            IdentityClaimId identityClaimId,
            ProviderName provider,
            @Personal ProviderSubject subject,
            @Personal @Nullable ProviderAccountName accountName)
            implements UserEvent {}

    /** The identity was not linked: another user holds it, or the provider did not prove it. */
    @StoredAs("user.identity-link-refused")
    record IdentityLinkRefused(UserId userId, ProviderName provider) implements UserEvent {}

    /** The user cannot sign in with the provider's identity any more. */
    @StoredAs("user.identity-unlinked")
    record IdentityUnlinked(UserId userId, IdentityClaimId identityClaimId, ProviderName provider)
            implements UserEvent, ProofFell {}

    /** The user was shown a secret for an authenticator. It replaces one that was pending. */
    @StoredAs("user.mfa-setup-begun")
    record MfaSetupBegun(UserId userId, @Personal TotpSecret secret, Instant until) implements UserEvent {}

    /** A code for the pending secret was wrong. It counts as a wrong second factor. */
    @StoredAs("user.mfa-setup-failed")
    record MfaSetupFailed(UserId userId) implements UserEvent {}

    /** The second factor is on. The pending secret is the live one. */
    @StoredAs("user.mfa-enabled")
    record MfaEnabled(UserId userId, long step) implements UserEvent, ProofFell {}

    /** A set of backup codes was made. All earlier codes are void. */
    @StoredAs("user.backup-codes-generated")
    record BackupCodesGenerated(UserId userId, @Personal BackupCodeHashes hashes, int count) implements UserEvent {}

    /**
     * The second factor is off. Its secret and the backup codes are void, and no device of the user is trusted any more. Readers of
     * {@link DeviceTrusted} end the trust at this event; no device expires sooner by it.
     */
    @StoredAs("user.mfa-disabled")
    record MfaDisabled(UserId userId) implements UserEvent, ProofFell {}

    /** A browser became a device of the user. It is not trusted. If the user had a device of that id, it had expired and begins anew. */
    @StoredAs("user.device-registered")
    record DeviceRegistered(
            UserId userId, DeviceId deviceId, @Personal DeviceName deviceName, Instant expiresAt)
            implements UserEvent {}

    /**
     * A sign-in without proof of a device came from a client like that device's, and the session goes to that device. It proves nothing: the
     * browser is still a stranger.
     */
    @StoredAs("user.device-recognised")
    record DeviceRecognised(UserId userId, DeviceId deviceId, AttemptId attemptId) implements UserEvent {}

    /** A device was used. It is noted at most once an hour. */
    @StoredAs("user.device-used")
    record DeviceUsed(UserId userId, DeviceId deviceId) implements UserEvent {}

    /** The user renamed a device. */
    @StoredAs("user.device-renamed")
    record DeviceRenamed(
            UserId userId, DeviceId deviceId, @Personal DeviceName deviceName) implements UserEvent {}

    /** The user marked a device as trusted. */
    @StoredAs("user.device-trusted")
    record DeviceTrusted(UserId userId, DeviceId deviceId, Instant expiresAt) implements UserEvent {}

    /** A device was revoked. The sessions that end with it have events of their own. */
    @StoredAs("user.device-revoked")
    record DeviceRevoked(UserId userId, DeviceId deviceId, RevocationReason reason) implements UserEvent {}

    /** The user revoked every device but the one in use. Each revoked device has an event of its own. */
    @StoredAs("user.other-devices-revoked")
    record OtherDevicesRevoked(UserId userId) implements UserEvent, ProofFell {}

    /**
     * A lock has ended that refused attempts, right or wrong, without judging them. None of them has an event of its own.
     *
     * @param lockedUntil when the lock ended, to the millisecond
     * @param attempts at least 1; a node that was killed may have lost those of its last second
     */
    @StoredAs("user.attempts-during-lock-counted")
    record AttemptsDuringLockCounted(
            UserId userId, LockKind kind, Instant lockedUntil, long attempts, Instant firstAt, Instant lastAt)
            implements UserEvent {}

    /** A letter to the user was not delivered. It is not tried any more. */
    @StoredAs("user.mail-not-delivered")
    record MailNotDelivered(UserId userId, LetterSubject subject, UndeliveredReason reason) implements UserEvent {}

    /** The user owns the platform: the user's confirmed address is the one that the operator has named. */
    @StoredAs("user.platform-ownership-gained")
    record PlatformOwnershipGained(UserId userId) implements UserEvent {}

    /** The user does not own the platform any more: the user left the address, or the operator has named another. */
    @StoredAs("user.platform-ownership-lost")
    record PlatformOwnershipLost(UserId userId) implements UserEvent {}

    /**
     * Somebody read the audit trail of others, one page of it; the metadata say who. The entry stands with the user whose trail it was. It
     * stands with the reader if everybody's trail was asked for, or that of a user who does not exist or is erased.
     *
     * @param trailOf the user whose trail was asked for; null for everybody's
     * @param type the type of event that was asked for; null for all
     * @param from the events from then on; null without a start
     * @param to the events before then; null without an end
     */
    @StoredAs("user.audit-trail-read")
    record AuditTrailRead(
            UserId userId,
            @Nullable UserId trailOf,
            @Nullable EventType type,
            @Nullable Instant from,
            @Nullable Instant to)
            implements UserEvent {}

    /** All data about the user were handed out to a session of the user's own. */
    @StoredAs("user.personal-data-exported")
    record PersonalDataExported(UserId userId) implements UserEvent {}

    /** The user asked to be erased. Until then everything works, and the request can be cancelled. */
    @StoredAs("user.erasure-requested")
    record ErasureRequested(UserId userId, Instant dueAt) implements UserEvent {}

    /** The request to be erased was cancelled by the user, or is void. The user stays. */
    @StoredAs("user.erasure-cancelled")
    record ErasureCancelled(UserId userId) implements UserEvent {}

    /** The last event of a user. The user's data key is destroyed after it; personal values read as null from then on. */
    @StoredAs("user.erased")
    record UserErased(UserId userId) implements UserEvent {}
}

package io.ssouser.domain.user;

import io.ssouser.domain.EventType;
import io.ssouser.domain.Personal;
import io.ssouser.domain.StoredAs;
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
import io.ssouser.domain.password.PasswordHash;
import io.ssouser.domain.session.AttemptId;
import io.ssouser.domain.session.EndReason;
import io.ssouser.domain.session.Proof;
import io.ssouser.domain.session.SessionId;
import io.ssouser.domain.session.SignInMethod;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Everything that happens to an account. When, by whom and from where stands in the message around it. */
public sealed interface UserEvent {
    UserId userId();

    /** Somebody registered an account with an address and a password. The address is not confirmed yet. */
    @StoredAs("user.registered")
    record Registered(
            UserId userId,
            EmailClaimId claimId,
            @Personal EmailAddress email,
            @Personal PasswordHash passwordHash) implements UserEvent {}

    /**
     * Somebody made an account by a provider that has verified the address; the account has no password. Its confirmation is an event of its own.
     *
     * @param accountName null when the provider tells none
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
     * Somebody registered the address again before it was confirmed.
     *
     * @param registration from 1; that of {@link Registered} is 0
     */
    @StoredAs("user.registration-repeated")
    record RegistrationRepeated(
            UserId userId, int registration, @Personal PasswordHash passwordHash) implements UserEvent {}

    /** The password of that registration counts where the mailed link is followed in this browser. */
    @StoredAs("user.registration-bound-to-browser")
    record RegistrationBoundToBrowser(
            UserId userId, int registration, @Personal BrowserHash browser) implements UserEvent {}

    /** A mailed link was followed for that registration, which is not the newest: its password is the account's. */
    @StoredAs("user.registration-chosen")
    record RegistrationChosen(
            UserId userId, int registration, @Personal PasswordHash passwordHash) implements UserEvent {}

    /** Whoever followed the link that confirms the address chose this password; no registered one counts. */
    @StoredAs("user.password-chosen")
    record PasswordChosen(UserId userId, @Personal PasswordHash passwordHash) implements UserEvent {}

    /** The account's address was proved by the mailed link, by a provider, or by a reset of the password. */
    @StoredAs("user.email-confirmed")
    record EmailConfirmed(UserId userId) implements UserEvent {}

    /**
     * The account will move to the address when it is confirmed. Takes the place of a change that was pending before.
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

    /** The pending change is void: its owner wants to keep the address, or what its asker had proved counts no more. */
    @StoredAs("user.email-change-cancelled")
    record EmailChangeCancelled(UserId userId) implements UserEvent {}

    /**
     * The account has moved to the pending address, which is confirmed.
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
     * The owner of this address said that a change was not theirs: it is the account's again, if it had left it. A pending change is
     * void. The sessions that end with it have events of their own.
     */
    @StoredAs("user.email-change-undone")
    record EmailChangeUndone(
            UserId userId, EmailClaimId claimId, @Personal EmailAddress email) implements UserEvent, ProofFell {}

    /**
     * The owner of this former address said that a change was not theirs, but the holder of the present one has proved since that it is
     * theirs, by a reset of the password there. The account stays with that holder; anybody may claim the former address.
     */
    @StoredAs("user.former-email-freed")
    record FormerEmailFreed(
            UserId userId, EmailClaimId claimId, @Personal EmailAddress email) implements UserEvent {}

    /** Somebody who reads the account's mail ended what else opened it. Each part has an event of its own; this tells of all, by mail. */
    @StoredAs("user.access-cleared")
    record AccessCleared(UserId userId, @Personal EndedWaysIn ended) implements UserEvent, ProofFell {}

    /**
     * A sign-in had a wrong password.
     *
     * @param deviceId the device if the account knows it, else null: strangers are counted apart
     * @param attemptId of the sign-in; null in events of revision 1
     */
    @StoredAs(value = "user.sign-in-failed", revision = 2)
    record SignInFailed(
            UserId userId,
            @Nullable DeviceId deviceId,
            @Nullable AttemptId attemptId) implements UserEvent {}

    /** Passwords are not judged until then, from this device or, when null, from any that the account does not know. */
    @StoredAs("user.sign-in-locked")
    record SignInLocked(UserId userId, @Nullable DeviceId deviceId, Instant until) implements UserEvent {}

    /** Strangers are locked out, and its owner may let in one new browser by a mailed link until then. */
    @StoredAs("user.browser-admission-offered")
    record BrowserAdmissionOffered(UserId userId, AdmissionId admissionId, Instant until) implements UserEvent {}

    /** Whoever reads the account's mail let in this browser, whose guesses are judged apart from strangers' until then. */
    @StoredAs("user.browser-admitted")
    record BrowserAdmitted(UserId userId, AdmissionId admissionId, DeviceId deviceId, Instant until)
            implements UserEvent {}

    /** A sign-in had the right first factor and waits for the second one. */
    @StoredAs("user.mfa-awaited")
    record MfaAwaited(
            UserId userId,
            AttemptId attemptId,
            DeviceId deviceId,
            @Personal DeviceName deviceName,
            Instant until) implements UserEvent {}

    /**
     * The bearer owns the identity, which is as good as a right password.
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
     * @param step the 30-second step whose code was accepted; none up to it is accepted again
     */
    @StoredAs("user.totp-accepted")
    record TotpAccepted(UserId userId, long step) implements UserEvent {}

    /**
     * A backup code was right, and is used up.
     *
     * @param index which of the ten, from 0
     */
    @StoredAs("user.backup-code-used")
    record BackupCodeUsed(UserId userId, int index) implements UserEvent {}

    /**
     * A session was granted, which is also a use of its device.
     *
     * @param attemptId that of the second factor, which is finished with it; null when none was needed
     */
    @StoredAs("user.signed-in")
    record SignedIn(
            UserId userId,
            SessionId sessionId,
            DeviceId deviceId,
            SignInMethod method,
            @Nullable AttemptId attemptId) implements UserEvent {}

    /** A session proved again who uses it. */
    @StoredAs("user.stepped-up")
    record SteppedUp(UserId userId, SessionId sessionId, Proof proof) implements UserEvent {}

    /** A session ended; the reason says why. */
    @StoredAs("user.session-ended")
    record SessionEnded(UserId userId, SessionId sessionId, EndReason reason) implements UserEvent {}

    /** The sessions that it ends have events of their own. */
    @StoredAs("user.password-changed")
    record PasswordChanged(UserId userId, @Personal PasswordHash passwordHash) implements UserEvent, ProofFell {}

    /**
     * The account has no password: in a session, which stays, its owner unlinked it; outside of one the service took it away, and it can be
     * reset by mail. The sessions that it ends have events of their own.
     */
    @StoredAs("user.password-removed")
    record PasswordRemoved(UserId userId) implements UserEvent, ProofFell {}

    /** An account that had no password has one. The sessions that it ends have events of their own. */
    @StoredAs("user.password-set")
    record PasswordSet(UserId userId, @Personal PasswordHash passwordHash) implements UserEvent, ProofFell {}

    /** Somebody asked for a link to reset the password, which is mailed to the owner. */
    @StoredAs("user.password-reset-requested")
    record PasswordResetRequested(UserId userId) implements UserEvent {}

    /**
     * Whoever reads the account's mail gave it another password. Voids every lock on passwords; the second factor, its lock and the devices stay. The sessions that it ends have events of their own.
     */
    @StoredAs("user.password-reset")
    record PasswordReset(UserId userId, @Personal PasswordHash passwordHash) implements UserEvent, ProofFell {}

    /** The same password, hashed with today's parameters. */
    @StoredAs("user.password-rehashed")
    record PasswordRehashed(UserId userId, @Personal PasswordHash passwordHash) implements UserEvent {}

    /** Somebody who is signed in gave a wrong current password. */
    @StoredAs("user.password-check-failed")
    record PasswordCheckFailed(UserId userId) implements UserEvent {}

    /** The current password is not judged until then. */
    @StoredAs("user.password-change-locked")
    record PasswordChangeLocked(UserId userId, Instant until) implements UserEvent {}

    /**
     * An identity at a provider opens the account from now on.
     *
     * @param accountName null when the provider tells none
     */
    @StoredAs("user.identity-linked")
    record IdentityLinked(
            UserId userId,
            IdentityClaimId identityClaimId,
            ProviderName provider,
            @Personal ProviderSubject subject,
            @Personal @Nullable ProviderAccountName accountName)
            implements UserEvent {}

    /** Another account holds the identity, or the provider did not prove it. */
    @StoredAs("user.identity-link-refused")
    record IdentityLinkRefused(UserId userId, ProviderName provider) implements UserEvent {}

    /** The provider's identity opens the account no more. */
    @StoredAs("user.identity-unlinked")
    record IdentityUnlinked(UserId userId, IdentityClaimId identityClaimId, ProviderName provider)
            implements UserEvent, ProofFell {}

    /** The owner was shown a secret for an authenticator. It takes the place of one that was pending before. */
    @StoredAs("user.mfa-setup-begun")
    record MfaSetupBegun(UserId userId, @Personal TotpSecret secret, Instant until) implements UserEvent {}

    /** A code for the pending secret was wrong. Counts like a wrong second factor. */
    @StoredAs("user.mfa-setup-failed")
    record MfaSetupFailed(UserId userId) implements UserEvent {}

    /** The second factor is on: the pending secret is live. */
    @StoredAs("user.mfa-enabled")
    record MfaEnabled(UserId userId, long step) implements UserEvent, ProofFell {}

    /** A sheet of backup codes was made. The codes before them are void. */
    @StoredAs("user.backup-codes-generated")
    record BackupCodesGenerated(UserId userId, @Personal BackupCodeHashes hashes, int count) implements UserEvent {}

    /**
     * The second factor is off: its secret and the backup codes are void, and with them the trust in every device of the account. Readers of {@link DeviceTrusted} take the trust back at this event; no device expires
     * sooner by it.
     */
    @StoredAs("user.mfa-disabled")
    record MfaDisabled(UserId userId) implements UserEvent, ProofFell {}

    /** A browser became a device of the account; it is not trusted. An id that the account knows already is a device that had expired: it begins anew. */
    @StoredAs("user.device-registered")
    record DeviceRegistered(
            UserId userId, DeviceId deviceId, @Personal DeviceName deviceName, Instant expiresAt)
            implements UserEvent {}

    /**
     * A sign-in without proof of a device came from a client like that device's, and goes to it. No proof of anything: strangers are still
     * strangers to the account.
     */
    @StoredAs("user.device-recognised")
    record DeviceRecognised(UserId userId, DeviceId deviceId, AttemptId attemptId) implements UserEvent {}

    /** A device was used. Noted at most once an hour. */
    @StoredAs("user.device-used")
    record DeviceUsed(UserId userId, DeviceId deviceId) implements UserEvent {}

    /** The owner gave a device another name. */
    @StoredAs("user.device-renamed")
    record DeviceRenamed(
            UserId userId, DeviceId deviceId, @Personal DeviceName deviceName) implements UserEvent {}

    /** The owner marked a device as trusted. */
    @StoredAs("user.device-trusted")
    record DeviceTrusted(UserId userId, DeviceId deviceId, Instant expiresAt) implements UserEvent {}

    /** A device was taken off the account. The sessions that end with it have events of their own. */
    @StoredAs("user.device-revoked")
    record DeviceRevoked(UserId userId, DeviceId deviceId, RevocationReason reason) implements UserEvent {}

    /** The owner revoked everything but the device in use, if there was more. Each device that was has an event of its own. */
    @StoredAs("user.other-devices-revoked")
    record OtherDevicesRevoked(UserId userId) implements UserEvent, ProofFell {}

    /** A letter about the account never reached its mailbox, and is not tried any more. */
    @StoredAs("user.mail-not-delivered")
    record MailNotDelivered(UserId userId, LetterSubject subject, UndeliveredReason reason) implements UserEvent {}

    /** The confirmed address of the account is the one that the operator has named: it may do what an owner of the platform may. */
    @StoredAs("user.platform-ownership-gained")
    record PlatformOwnershipGained(UserId userId) implements UserEvent {}

    /** It is not any more, because the account left the address or the operator has named another. */
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

    /** All that is kept about the account was handed out to a session of its own. */
    @StoredAs("user.personal-data-exported")
    record PersonalDataExported(UserId userId) implements UserEvent {}

    /** The owner wants the account to be erased; until then it works, and the wish can be taken back. */
    @StoredAs("user.erasure-requested")
    record ErasureRequested(UserId userId, Instant dueAt) implements UserEvent {}

    /** The owner changed their mind, or the wish was voided; the account stays. */
    @StoredAs("user.erasure-cancelled")
    record ErasureCancelled(UserId userId) implements UserEvent {}

    /** The last event of an account. The key that sealed its personal values is destroyed after it, and they read as null from then on. */
    @StoredAs("user.erased")
    record UserErased(UserId userId) implements UserEvent {}
}

package io.ssouser.domain.user;

import io.ssouser.domain.Command;
import io.ssouser.domain.EventType;
import io.ssouser.domain.ExpectedVersion;
import io.ssouser.domain.UserId;
import io.ssouser.domain.device.DeviceId;
import io.ssouser.domain.device.DeviceName;
import io.ssouser.domain.email.EmailAddress;
import io.ssouser.domain.email.EmailChangeId;
import io.ssouser.domain.email.EmailClaimId;
import io.ssouser.domain.email.LetterSubject;
import io.ssouser.domain.email.UndeliveredReason;
import io.ssouser.domain.identity.IdentityClaimId;
import io.ssouser.domain.identity.ProviderIdentity;
import io.ssouser.domain.identity.ProviderName;
import io.ssouser.domain.mfa.SecondFactorCode;
import io.ssouser.domain.mfa.TotpSecret;
import io.ssouser.domain.password.AdmissionId;
import io.ssouser.domain.password.BrowserHash;
import io.ssouser.domain.password.LockKind;
import io.ssouser.domain.password.Lockout;
import io.ssouser.domain.password.Password;
import io.ssouser.domain.password.PasswordHash;
import io.ssouser.domain.recovery.UndoneChange;
import io.ssouser.domain.recovery.WaysIn;
import io.ssouser.domain.session.AttemptId;
import io.ssouser.domain.session.EndReason;
import io.ssouser.domain.session.SessionId;
import io.ssouser.domain.session.SignInStep;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * What can be asked of a user. The metadata of the message say who asks, and from where.
 *
 * @param <R> what it is answered with unless it is refused; {@link Void} when that is nothing
 */
public sealed interface UserCommand<R> extends Command<R> {
    UserId userId();

    /**
     * What a thief of a session could lock the user out with. It is done only for a session whose proof is fresh: refused otherwise with
     * {@code STEP_UP_REQUIRED}, before anything else is judged.
     */
    interface Sensitive extends InSession {}

    /** A step-up by what alone proves who somebody is while no second factor is on: refused with {@code SECOND_FACTOR_NEEDED} otherwise. */
    interface ByFirstFactor extends InSession {}

    /** What is done only for a session that has not ended: refused otherwise with {@code STEP_UP_REQUIRED}. */
    interface InSession {
        /** The session that it is sent from. */
        SessionId currentSession();
    }

    /** Changes nothing; refused as a {@link Sensitive} command is. */
    record RequireFreshSession(@TargetAggregateIdentifier UserId userId, SessionId currentSession)
            implements UserCommand<Void>, Sensitive {}

    /**
     * {@code EMAIL_TAKEN} when another user holds the address.
     *
     * @param browser in which it was typed; null for one that cannot be known again
     */
    record Register(
            UserId userId,
            EmailClaimId claimId,
            EmailAddress email,
            PasswordHash passwordHash,
            @Nullable BrowserHash browser)
            implements UserCommand<UserId> {}

    /**
     * Registers a user without a password, whose address the provider has confirmed. {@code EMAIL_TAKEN} or
     * {@code IDENTITY_OF_ANOTHER} when another user holds the one or the other.
     */
    record RegisterWithIdentity(UserId userId, EmailClaimId claimId, EmailAddress email, ProviderIdentity identity)
            implements UserCommand<UserId> {}

    /**
     * Somebody registered the address of a user again. Answered with whether that counts: not once the address is confirmed.
     */
    record RepeatRegistration(
            @TargetAggregateIdentifier UserId userId,
            PasswordHash passwordHash,
            @Nullable BrowserHash browser) implements UserCommand<Boolean> {}

    /**
     * A program followed the link that was mailed to the address: the password of the only registration is the user's. Refused with
     * {@code CONFIRMATION_USED} when the address is confirmed, {@code CONFIRMATION_NEEDS_PASSWORD} when there was more than one.
     */
    record ConfirmEmail(@TargetAggregateIdentifier UserId userId) implements UserCommand<Void> {}

    /**
     * A person followed the link that was mailed to the address. Refused as {@link ConfirmEmail}, and with what the policy says of the
     * password.
     *
     * @param browser in which it was followed: the password that was registered there is the user's; null when it is none of those
     * @param chosen goes before what was registered; without it {@code CONFIRMATION_NEEDS_PASSWORD} when the browser registered none
     */
    record ConfirmEmailOnPage(
            @TargetAggregateIdentifier UserId userId,
            @Nullable BrowserHash browser,
            @Nullable Password chosen) implements UserCommand<Void> {}

    /**
     * Answered with whether a password that was registered in the browser counts, without an event. Refused with
     * {@code CONFIRMATION_USED} when the address is confirmed.
     */
    record JudgeConfirmation(
            @TargetAggregateIdentifier UserId userId,
            @Nullable BrowserHash browser) implements UserCommand<Boolean> {}

    /**
     * Any change that was pending is void, also when the address is the user's own. Says nothing of whose the new address is: that
     * is settled at its confirmation.
     */
    record RequestEmailChange(
            @TargetAggregateIdentifier UserId userId,
            EmailChangeId changeId,
            EmailClaimId claimId,
            EmailAddress email,
            SessionId currentSession,
            ExpectedVersion expected)
            implements UserCommand<Void>, Sensitive {}

    /**
     * Asks whether the link of the change can be used, without an event. Refused with what
     * {@link ConfirmEmailChange} would be refused with.
     */
    record JudgeEmailChange(@TargetAggregateIdentifier UserId userId, EmailChangeId changeId)
            implements UserCommand<Void> {}

    /** As {@link JudgeEmailChange}, for {@link UndoEmailChange}. */
    record JudgeEmailChangeUndo(@TargetAggregateIdentifier UserId userId, EmailClaimId claimId)
            implements UserCommand<Void> {}

    /** The link that was mailed to the new address was followed. */
    record ConfirmEmailChange(UserId userId, EmailChangeId changeId) implements UserCommand<Void> {}

    /**
     * The owner of that address disowns a change. The user has that address again, no session, and nothing that was added since. The
     * address is free instead if the holder of the present one reset the password by mail since. Refused with
     * {@code CONFIRMATION_USED} the second time.
     *
     * @param claimId of the address that the user had
     */
    record UndoEmailChange(UserId userId, EmailClaimId claimId) implements UserCommand<UndoneChange> {}

    /**
     * Opens a session, or begins an attempt that awaits the second factor.
     *
     * @param sessionId of the session to be granted
     * @param attemptId of the attempt to be awaited, should a second factor be needed
     * @param deviceId the device that the browser proves it is, or a new id: a device that the user does not know is registered
     * @param recogniseByName whether the session may go to a device of that name that no browser ever proved to be; it proves nothing
     */
    record SignInWithPassword(
            @TargetAggregateIdentifier UserId userId,
            Password password,
            SessionId sessionId,
            AttemptId attemptId,
            DeviceId deviceId,
            DeviceName deviceName,
            boolean recogniseByName)
            implements UserCommand<SignInStep>, AnySignIn {}

    /**
     * The bearer has proved to own the identity, and will sign in with it. Answered with the epoch of the user's proofs,
     * without an event; {@code IDENTITY_NOT_LINKED}.
     */
    record ProveIdentity(@TargetAggregateIdentifier UserId userId, IdentityClaimId claimId)
            implements UserCommand<Integer> {}

    /**
     * The bearer has proved to own the identity. {@code IDENTITY_NOT_LINKED} when it is not one of
     * the user's any more. The other parts are those of {@link SignInWithPassword}.
     *
     * @param epoch in which that was proved; refused with {@code SIGN_IN_CODE_INVALID} when the user's proofs have fallen since
     */
    record SignInWithIdentity(
            @TargetAggregateIdentifier UserId userId,
            IdentityClaimId claimId,
            SessionId sessionId,
            AttemptId attemptId,
            DeviceId deviceId,
            DeviceName deviceName,
            boolean recogniseByName,
            int epoch)
            implements UserCommand<SignInStep>, AnySignIn {}

    /** Finishes the attempt. */
    record VerifySecondFactor(
            @TargetAggregateIdentifier UserId userId, AttemptId attemptId, SecondFactorCode code, SessionId sessionId)
            implements UserCommand<SignInStep.SessionGranted> {}

    /** Ends all sessions but the given one. Answered with the one that stays. */
    record ChangePassword(
            @TargetAggregateIdentifier UserId userId,
            Password currentPassword,
            Password newPassword,
            SessionId currentSession)
            implements UserCommand<SessionId> {}

    /** For a user without a password. Ends all sessions but the given one. */
    record SetPassword(@TargetAggregateIdentifier UserId userId, Password newPassword, SessionId currentSession)
            implements UserCommand<Void>, Sensitive {}

    /** Refused with {@code NO_PASSWORD} when there is none that could have been forgotten, nor one that the service took away. */
    record RequestPasswordReset(@TargetAggregateIdentifier UserId userId) implements UserCommand<Void> {}

    /**
     * For whoever got the link by mail; refused with {@code RESET_LINK_UNKNOWN} when the password became another after the link was
     * issued. Ends all sessions. Answered with the ways in that are left.
     */
    record ResetPassword(@TargetAggregateIdentifier UserId userId, Password newPassword, Instant linkIssuedAt)
            implements UserCommand<WaysIn> {}

    /** Asks whether that link can be used, without an event. Refused with {@code RESET_LINK_UNKNOWN}. */
    record JudgePasswordReset(@TargetAggregateIdentifier UserId userId, Instant linkIssuedAt)
            implements UserCommand<Void> {}

    /**
     * Answered with the ways in that there are beside the password, without an event.
     *
     * @param passwordSince null, or as of {@link ClearAccess}, which is refused alike
     */
    record ListWaysIn(
            @TargetAggregateIdentifier UserId userId,
            @Nullable Instant passwordSince) implements UserCommand<WaysIn> {}

    /**
     * For whoever got the letter about a reset of the password: ends all {@code WaysIn} beside it, and every device and session. Answered
     * with what was ended. Refused with {@code CONFIRMATION_USED} the second time, {@code CONFIRMATION_UNKNOWN} when the password or the
     * address became another since.
     *
     * @param passwordSince when the password was reset
     */
    record ClearAccess(@TargetAggregateIdentifier UserId userId, Instant passwordSince)
            implements UserCommand<WaysIn> {}

    /** Proves again who uses the session; a password is not enough while MFA is on. */
    record StepUpWithPassword(@TargetAggregateIdentifier UserId userId, Password password, SessionId currentSession)
            implements UserCommand<SessionId>, ByFirstFactor {}

    /** The session's browser has proved, at the provider, to own that identity; {@code IDENTITY_NOT_LINKED} when it is none of the user's. */
    record StepUpWithIdentity(
            @TargetAggregateIdentifier UserId userId, IdentityClaimId claimId, SessionId currentSession)
            implements UserCommand<Void>, ByFirstFactor {}

    /** Proves again who uses the session. */
    record StepUpWithCode(@TargetAggregateIdentifier UserId userId, SecondFactorCode code, SessionId currentSession)
            implements UserCommand<SessionId>, InSession {}

    /**
     * Asks whether an identity of that provider may be linked; answered with the epoch of the user's proofs, without an
     * event.
     */
    record BeginLink(@TargetAggregateIdentifier UserId userId, ProviderName provider, SessionId currentSession)
            implements UserCommand<Integer>, Sensitive {}

    /**
     * {@code IDENTITY_OF_ANOTHER} when another user holds the identity. Repeatable.
     *
     * @param epoch in which the linking began; refused with {@code STEP_UP_REQUIRED} when the user's proofs have fallen since
     */
    record LinkIdentity(
            @TargetAggregateIdentifier UserId userId, ProviderIdentity identity, SessionId currentSession, int epoch)
            implements UserCommand<ProviderName>, InSession {}

    /** Puts on record that a provider's answer to a linking was no proof. */
    record RecordRefusedLink(@TargetAggregateIdentifier UserId userId, ProviderName provider, SessionId currentSession)
            implements UserCommand<Void> {}

    /**
     * {@link ProviderName#PASSWORD} takes the password away. The last way to sign in is not taken away.
     *
     * @param usable the providers that people can sign in with at present
     */
    record UnlinkIdentity(
            @TargetAggregateIdentifier UserId userId,
            ProviderName provider,
            Set<ProviderName> usable,
            SessionId currentSession)
            implements UserCommand<Void>, Sensitive {}

    /** Answered with the new pending secret. A secret that is live stays so. */
    record BeginMfaSetup(@TargetAggregateIdentifier UserId userId, SessionId currentSession)
            implements UserCommand<TotpSecret>, Sensitive {}

    /**
     * Answered with the backup codes, shown this once. The session, to which the secret was shown, has
     * proved the second factor with it.
     */
    record EnableMfa(@TargetAggregateIdentifier UserId userId, SecondFactorCode code, SessionId currentSession)
            implements UserCommand<List<String>>, InSession {}

    /** Done also when it is off already, without an event. */
    record DisableMfa(@TargetAggregateIdentifier UserId userId, SessionId currentSession)
            implements UserCommand<Void>, Sensitive {}

    /** Answered with the new codes; the old ones are void. */
    record RegenerateBackupCodes(@TargetAggregateIdentifier UserId userId, SessionId currentSession)
            implements UserCommand<List<String>>, Sensitive {}

    record RegisterDevice(@TargetAggregateIdentifier UserId userId, DeviceId deviceId, DeviceName deviceName)
            implements UserCommand<Void> {}

    /** Puts on record that the device is in use. It changes nothing within an hour of the last time. */
    record RecordDeviceUse(@TargetAggregateIdentifier UserId userId, DeviceId deviceId) implements UserCommand<Void> {}

    record RenameDevice(@TargetAggregateIdentifier UserId userId, DeviceId deviceId, DeviceName deviceName)
            implements UserCommand<Void> {}

    record TrustDevice(@TargetAggregateIdentifier UserId userId, DeviceId deviceId) implements UserCommand<Void> {}

    /** Ends the device's sessions with it. */
    record RevokeDevice(@TargetAggregateIdentifier UserId userId, DeviceId deviceId) implements UserCommand<Void> {}

    /** Answered with the number of devices revoked. The device of the given session is kept. */
    record RevokeOtherDevices(@TargetAggregateIdentifier UserId userId, SessionId currentSession)
            implements UserCommand<Integer> {}

    /** Repeatable: a session that has ended stays ended, without another event. */
    record EndSession(@TargetAggregateIdentifier UserId userId, SessionId sessionId, EndReason reason)
            implements UserCommand<Void> {}

    /** Answered with the moment at which the user is erased; also when that was asked for before. */
    record RequestErasure(@TargetAggregateIdentifier UserId userId, SessionId currentSession)
            implements UserCommand<Instant>, Sensitive {}

    /** Done also when no erasure is pending, without an event. */
    record CancelErasure(@TargetAggregateIdentifier UserId userId) implements UserCommand<Void> {}

    /** Erases a user whose time has come, and sets free what they claimed. */
    record Erase(@TargetAggregateIdentifier UserId userId) implements UserCommand<Void> {}

    /** Puts on record that a letter to the user was not delivered. */
    record NoteUndeliveredMail(
            @TargetAggregateIdentifier UserId userId, LetterSubject subject, UndeliveredReason reason)
            implements UserCommand<Void> {}

    /**
     * Admits a browser, whose passwords are counted apart from strangers'. Refused with {@code CONFIRMATION_UNKNOWN}, {@code _USED} or {@code _EXPIRED}.
     *
     * @param deviceId new, and the browser's from now on
     */
    record AdmitBrowser(@TargetAggregateIdentifier UserId userId, AdmissionId admissionId, DeviceId deviceId)
            implements UserCommand<Void> {}

    /** Refused as {@link AdmitBrowser} would be, and changes nothing. */
    record JudgeBrowserAdmission(@TargetAggregateIdentifier UserId userId, AdmissionId admissionId)
            implements UserCommand<Void> {}

    /** Puts on record that the user gained or lost the platform, if the operator's setting made that so and no event says it. */
    record SettlePlatformOwnership(
            @TargetAggregateIdentifier UserId userId) implements UserCommand<Void> {}

    /**
     * Puts on record that a page of the audit trail was read. The members are those of {@link UserEvent.AuditTrailRead}.
     *
     * @param userId whose trail it was; the reader for everybody's, and for that of a user who does not exist or is erased
     */
    record RecordAuditTrailRead(
            @TargetAggregateIdentifier UserId userId,
            @Nullable UserId trailOf,
            @Nullable EventType type,
            @Nullable Instant from,
            @Nullable Instant to)
            implements UserCommand<Void> {}

    /**
     * Puts on record how often a lock that has ended refused to judge. Repeatable: each lock is recorded once. The members are those of {@link
     * UserEvent.AttemptsDuringLockCounted}.
     */
    record RecordAttemptsDuringLock(
            @TargetAggregateIdentifier UserId userId,
            LockKind kind,
            Instant lockedUntil,
            long attempts,
            Instant firstAt,
            Instant lastAt)
            implements UserCommand<Void> {

        public Lockout lock() {
            return new Lockout(userId, kind, lockedUntil);
        }
    }

    /** Puts on record that all data about the user are handed out. Answered with the live sessions. */
    record ExportPersonalData(@TargetAggregateIdentifier UserId userId, SessionId currentSession)
            implements UserCommand<List<SessionId>>, Sensitive {}
}

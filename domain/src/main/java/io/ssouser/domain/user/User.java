package io.ssouser.domain.user;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.ssouser.domain.Outcome;
import io.ssouser.domain.Personal;
import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.UnknownEvent;
import io.ssouser.domain.device.DeviceId;
import io.ssouser.domain.mfa.BackupCodes;
import io.ssouser.domain.mfa.Totp;
import io.ssouser.domain.password.PasswordHash;
import io.ssouser.domain.password.PasswordHasher;
import io.ssouser.domain.password.PasswordPolicy;
import io.ssouser.domain.session.EndReason;
import io.ssouser.domain.session.SessionId;
import io.ssouser.domain.session.SessionPolicy;
import io.ssouser.domain.session.SignInMethod;
import io.ssouser.domain.session.SignInStep;
import io.ssouser.domain.session.SignInStep.SessionGranted;
import io.ssouser.domain.user.UserCommand.ChangePassword;
import io.ssouser.domain.user.UserCommand.ConfirmEmail;
import io.ssouser.domain.user.UserCommand.Register;
import io.ssouser.domain.user.UserCommand.SignInWithPassword;
import io.ssouser.domain.user.UserCommand.VerifySecondFactor;
import io.ssouser.domain.user.UserEvent.EmailConfirmed;
import io.ssouser.domain.user.UserEvent.PasswordChanged;
import io.ssouser.domain.user.UserEvent.PasswordRehashed;
import io.ssouser.domain.user.UserEvent.Registered;
import io.ssouser.domain.user.UserEvent.SecondFactorAwaited;
import io.ssouser.domain.user.UserEvent.SecondFactorFailed;
import io.ssouser.domain.user.UserEvent.TotpAccepted;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateMember;
import org.jspecify.annotations.Nullable;

/**
 * An account. It decides itself what takes several of its members; what concerns one alone is handled there. Its state is plain
 * fields, so that a snapshot is those fields, and it is encrypted as a whole.
 */
@Personal
public class User {
    @AggregateIdentifier
    private @Nullable UserId userId;

    private boolean emailConfirmed;
    private @Nullable PasswordHash passwordHash;

    @AggregateMember
    private PasswordGuesses passwordGuesses = new PasswordGuesses();

    @AggregateMember
    private PendingSignIns pendingSignIns = new PendingSignIns();

    @AggregateMember
    private SecondFactor secondFactor = new SecondFactor();

    @AggregateMember
    private Access access = new Access();

    private User() {}

    /** Makes a new account, within the unit of work in which its address is claimed; for a repository's {@code newInstance}. */
    public static User register(Register command) {
        apply(new Registered(command.userId(), command.claimId(), command.email(), command.passwordHash()));
        return new User();
    }

    @CommandHandler
    void handle(ConfirmEmail command) {
        if (!emailConfirmed) {
            apply(new EmailConfirmed(command.userId()));
        }
    }

    @CommandHandler
    Outcome<SignInStep> handle(SignInWithPassword command, PasswordHasher hasher, Clock clock) {
        Instant now = clock.instant();
        DeviceId recognised = access.recognise(command.deviceId(), now);
        if (passwordHash == null || passwordGuesses.areLocked(recognised, now)) {
            hasher.matchesNothing(command.password());
            return Outcome.denied(Refusal.WRONG_CREDENTIALS);
        }
        if (!hasher.matches(command.password(), passwordHash)) {
            passwordGuesses.fail(command.userId(), recognised, now);
            return Outcome.denied(Refusal.WRONG_CREDENTIALS);
        }
        if (!emailConfirmed) {
            throw new Refused(Refusal.EMAIL_NOT_CONFIRMED);
        }
        renewHash(command, passwordHash, hasher);
        return Outcome.done(secondFactor.isOn() ? awaitSecondFactor(command, now) : grant(command, now));
    }

    @CommandHandler
    Outcome<SessionGranted> handle(VerifySecondFactor command, Totp totp, BackupCodes backupCodes, Clock clock) {
        Instant now = clock.instant();
        PendingSignIn attempt = pendingSignIns.find(command.attemptId(), now);
        if (secondFactor.guesses().areLocked(now)) {
            return Outcome.denied(Refusal.WRONG_SECOND_FACTOR);
        }
        Optional<UserEvent> proof = secondFactor.provenBy(command.code(), command.userId(), totp, backupCodes, now);
        if (proof.isEmpty()) {
            secondFactor.guesses().fail(new SecondFactorFailed(command.userId()), now);
            return Outcome.denied(Refusal.WRONG_SECOND_FACTOR);
        }
        apply(proof.get());
        SignInMethod method = proof.get() instanceof TotpAccepted
                ? SignInMethod.PASSWORD_AND_TOTP
                : SignInMethod.PASSWORD_AND_BACKUP_CODE;
        return Outcome.done(access.grant(
                command.userId(),
                command.sessionId(),
                attempt.deviceId(),
                attempt.deviceName(),
                method,
                attempt.attemptId(),
                now));
    }

    @CommandHandler
    Outcome<SessionId> handle(ChangePassword command, PasswordHasher hasher, Clock clock) {
        PasswordPolicy.judge(command.newPassword());
        if (passwordHash == null) {
            throw new Refused(Refusal.NO_PASSWORD);
        }
        Instant now = clock.instant();
        if (passwordGuesses.ofCurrentAreLocked(now)) {
            throw new Refused(Refusal.TOO_MANY_FAILURES);
        }
        if (!hasher.matches(command.currentPassword(), passwordHash)) {
            passwordGuesses.failCurrent(command.userId(), now);
            return Outcome.denied(Refusal.WRONG_CURRENT_PASSWORD);
        }
        apply(new PasswordChanged(command.userId(), hasher.hash(command.newPassword())));
        access.endSessionsBut(command.userId(), command.currentSession(), EndReason.PASSWORD_CHANGED);
        return Outcome.done(command.currentSession());
    }

    private SignInStep awaitSecondFactor(SignInWithPassword command, Instant now) {
        Instant until = SessionPolicy.awaitsUntil(now);
        apply(new SecondFactorAwaited(
                command.userId(), command.attemptId(), command.deviceId(), command.deviceName(), until));
        return new SignInStep.SecondFactorAwaited(command.attemptId(), until);
    }

    private SignInStep grant(SignInWithPassword command, Instant now) {
        return access.grant(
                command.userId(),
                command.sessionId(),
                command.deviceId(),
                command.deviceName(),
                SignInMethod.PASSWORD,
                null,
                now);
    }

    private static void renewHash(SignInWithPassword command, PasswordHash hash, PasswordHasher hasher) {
        if (!hasher.isOutdated(hash)) {
            return;
        }
        try {
            apply(new PasswordRehashed(command.userId(), hasher.hash(command.password())));
        } catch (Refused busy) {
            // The next sign-in renews it: no reason to turn a person with the right password away.
            if (busy.refusal() != Refusal.HASHING_BUSY) {
                throw busy;
            }
        }
    }

    @EventSourcingHandler
    void on(Registered event) {
        userId = event.userId();
        passwordHash = event.passwordHash();
    }

    @EventSourcingHandler
    void on(EmailConfirmed event) {
        emailConfirmed = true;
    }

    @EventSourcingHandler
    void on(PasswordChanged event) {
        passwordHash = event.passwordHash();
    }

    @EventSourcingHandler
    void on(PasswordRehashed event) {
        passwordHash = event.passwordHash();
    }

    @EventSourcingHandler
    void on(UnknownEvent event) {
        throw event.met();
    }
}

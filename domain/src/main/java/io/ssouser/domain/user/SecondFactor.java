package io.ssouser.domain.user;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.ssouser.domain.Outcome;
import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.UserId;
import io.ssouser.domain.mfa.BackupCodeHashes;
import io.ssouser.domain.mfa.BackupCodes;
import io.ssouser.domain.mfa.SecondFactorCode;
import io.ssouser.domain.mfa.SecondFactorKind;
import io.ssouser.domain.mfa.SecondFactorPolicy;
import io.ssouser.domain.mfa.Totp;
import io.ssouser.domain.mfa.TotpSecret;
import io.ssouser.domain.password.GuessMemory;
import io.ssouser.domain.session.AttemptId;
import io.ssouser.domain.session.Proof;
import io.ssouser.domain.session.SessionId;
import io.ssouser.domain.session.StepUpMethod;
import io.ssouser.domain.user.UserCommand.BeginMfaSetup;
import io.ssouser.domain.user.UserCommand.DisableMfa;
import io.ssouser.domain.user.UserCommand.EnableMfa;
import io.ssouser.domain.user.UserCommand.RegenerateBackupCodes;
import io.ssouser.domain.user.UserCommand.StepUpWithCode;
import io.ssouser.domain.user.UserEvent.BackupCodeUsed;
import io.ssouser.domain.user.UserEvent.BackupCodesGenerated;
import io.ssouser.domain.user.UserEvent.MfaDisabled;
import io.ssouser.domain.user.UserEvent.MfaEnabled;
import io.ssouser.domain.user.UserEvent.MfaFailed;
import io.ssouser.domain.user.UserEvent.MfaSetupBegun;
import io.ssouser.domain.user.UserEvent.MfaSetupFailed;
import io.ssouser.domain.user.UserEvent.SessionEnded;
import io.ssouser.domain.user.UserEvent.SteppedUp;
import io.ssouser.domain.user.UserEvent.TotpAccepted;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateMember;
import org.jspecify.annotations.Nullable;

/** The second factor of a user: the live secret with its last accepted step, the pending one, and the backup codes. */
final class SecondFactor {
    /** What proves who uses a session while it is on: a password or an identity alone does not. */
    static final List<StepUpMethod> METHODS = List.of(StepUpMethod.TOTP, StepUpMethod.BACKUP_CODE);

    private @Nullable TotpSecret secret;
    private @Nullable Instant onSince;
    private long lastAcceptedStep;
    private @Nullable PendingSecret pending;
    private @Nullable BackupCodeHashes backupCodes;
    private List<Integer> usedBackupCodes = new ArrayList<>();

    @AggregateMember
    private SecondFactorGuesses guesses = new SecondFactorGuesses();

    @CommandHandler
    TotpSecret handle(BeginMfaSetup command, Totp totp, Clock clock) {
        refuseWhenOn();
        TotpSecret shown = totp.newSecret();
        apply(
                new MfaSetupBegun(command.userId(), shown, SecondFactorPolicy.setupEndsAt(clock.instant())),
                SessionOf.metaData(command));
        return shown;
    }

    @CommandHandler
    Outcome<List<String>> handle(EnableMfa command, Totp totp, BackupCodes codes, GuessMemory memory, Clock clock) {
        Instant now = clock.instant();
        refuseWhenOn();
        PendingSecret candidate = provable(command.currentSession(), now);
        guesses.requireUnlocked(command.userId(), memory.attempts(), now);
        OptionalLong step = command.code().kind() == SecondFactorKind.TOTP
                ? totp.stepOf(candidate.secret(), command.code(), now)
                : OptionalLong.empty();
        if (step.isEmpty()) {
            if (!memory.mistakes()
                    .repeats(SecondFactorGuesses.mistake(command.userId(), command.code(), candidate.secret(), now))) {
                guesses.fail(new MfaSetupFailed(command.userId()), now);
            }
            return Outcome.denied(Refusal.WRONG_SETUP_CODE);
        }
        apply(new MfaEnabled(command.userId(), step.getAsLong()));
        List<String> shown = generate(command.userId(), codes);
        apply(new SteppedUp(command.userId(), command.currentSession(), Proof.TOTP));
        return Outcome.done(shown);
    }

    @CommandHandler
    void handle(DisableMfa command) {
        turnOffSince(command.userId(), Instant.MIN);
    }

    @CommandHandler
    List<String> handle(RegenerateBackupCodes command, BackupCodes codes) {
        if (!isOn()) {
            throw new Refused(Refusal.MFA_NOT_ENABLED);
        }
        return generate(command.userId(), codes);
    }

    @CommandHandler
    Outcome<SessionId> handle(StepUpWithCode command, Totp totp, BackupCodes codes, GuessMemory memory, Clock clock) {
        if (!isOn()) {
            throw new Refused(Refusal.MFA_NOT_ENABLED);
        }
        Optional<Proof> proof = prove(command.code(), command.userId(), null, totp, codes, memory, clock.instant());
        if (proof.isEmpty()) {
            return Outcome.denied(Refusal.WRONG_SECOND_FACTOR);
        }
        apply(new SteppedUp(command.userId(), command.currentSession(), proof.get()));
        return Outcome.done(command.currentSession());
    }

    /** @throws Refused {@link Refusal#SECOND_FACTOR_NEEDED} for what a first factor alone proves while this one is on */
    void requireEnough(UserCommand.InSession command) {
        if (isOn() && command instanceof UserCommand.ByFirstFactor) {
            throw new Refused(Refusal.SECOND_FACTOR_NEEDED);
        }
    }

    boolean isOn() {
        return secret != null;
    }

    /** Turns it off if it was turned on at that moment or later; answers whether it did. */
    boolean turnOffSince(UserId userId, Instant since) {
        boolean later = onSince != null && !onSince.isBefore(since);
        if (later) {
            apply(new MfaDisabled(userId));
        }
        return later;
    }

    /** What the code proves; empty if it is wrong, used or of a past step, which is counted, and unjudged during a lock. No attempt: a step-up. */
    Optional<Proof> prove(
            SecondFactorCode code,
            UserId userId,
            @Nullable AttemptId attempt,
            Totp totp,
            BackupCodes codes,
            GuessMemory memory,
            Instant now) {
        if (guesses.refuse(userId, memory.attempts(), now)) {
            return Optional.empty();
        }
        Optional<UserEvent> proven = provenBy(code, userId, totp, codes, now);
        if (proven.isPresent()) {
            apply(proven.get());
        } else if (!memory.mistakes().repeats(SecondFactorGuesses.mistake(userId, code, secret, now))) {
            guesses.fail(new MfaFailed(userId, code.kind(), attempt), now);
        }
        return proven.map(fact -> fact instanceof TotpAccepted ? Proof.TOTP : Proof.BACKUP_CODE);
    }

    private Optional<UserEvent> provenBy(
            SecondFactorCode code, UserId userId, Totp totp, BackupCodes codes, Instant now) {
        if (secret != null && code.kind() == SecondFactorKind.TOTP) {
            OptionalLong step = totp.stepOf(secret, code, now);
            return step.isPresent() && SecondFactorPolicy.isFresh(step.getAsLong(), lastAcceptedStep)
                    ? Optional.of(new TotpAccepted(userId, step.getAsLong()))
                    : Optional.empty();
        }
        if (backupCodes != null && code.kind() == SecondFactorKind.BACKUP_CODE) {
            OptionalInt index = codes.find(code, backupCodes);
            return index.isPresent() && !usedBackupCodes.contains(index.getAsInt())
                    ? Optional.of(new BackupCodeUsed(userId, index.getAsInt()))
                    : Optional.empty();
        }
        return Optional.empty();
    }

    private void refuseWhenOn() {
        if (isOn()) {
            throw new Refused(Refusal.MFA_ALREADY_ENABLED);
        }
    }

    /** A secret that was shown to another session cannot be proved in this one. */
    private PendingSecret provable(SessionId session, Instant now) {
        if (pending == null || !session.equals(pending.session())) {
            throw new Refused(Refusal.MFA_NOT_SET_UP);
        }
        return pending.requireLive(now);
    }

    private static List<String> generate(UserId userId, BackupCodes codes) {
        BackupCodes.Minted minted = codes.mint();
        apply(new BackupCodesGenerated(userId, minted.kept(), minted.shown().size()));
        return minted.shown();
    }

    @EventSourcingHandler
    void on(MfaSetupBegun event, MetaData metaData) {
        pending = new PendingSecret(event.secret(), event.until(), SessionOf.event(metaData));
    }

    @EventSourcingHandler
    void on(ProofFell event) {
        pending = null;
    }

    @EventSourcingHandler
    void on(SessionEnded event) {
        if (pending != null && event.sessionId().equals(pending.session())) {
            pending = null;
        }
    }

    @EventSourcingHandler
    void on(MfaEnabled event, @Timestamp Instant at) {
        onSince = at;
        secret = pending == null ? null : pending.secret();
        pending = null;
        lastAcceptedStep = event.step();
    }

    @EventSourcingHandler
    void on(BackupCodesGenerated event) {
        backupCodes = event.hashes();
        usedBackupCodes.clear();
    }

    @EventSourcingHandler
    void on(TotpAccepted event) {
        lastAcceptedStep = event.step();
    }

    @EventSourcingHandler
    void on(BackupCodeUsed event) {
        usedBackupCodes.add(event.index());
    }

    @EventSourcingHandler
    void on(MfaDisabled event) {
        secret = null;
        onSince = null;
        backupCodes = null;
    }
}

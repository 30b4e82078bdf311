package io.ssouser.domain.user;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.ssouser.domain.Outcome;
import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.UserId;
import io.ssouser.domain.device.DeviceId;
import io.ssouser.domain.password.GuessMemory;
import io.ssouser.domain.password.Password;
import io.ssouser.domain.password.PasswordHash;
import io.ssouser.domain.password.PasswordHasher;
import io.ssouser.domain.password.RecentMistakes.Mistake;
import io.ssouser.domain.session.Proof;
import io.ssouser.domain.session.SessionId;
import io.ssouser.domain.user.UserCommand.JudgePasswordReset;
import io.ssouser.domain.user.UserCommand.SignInWithPassword;
import io.ssouser.domain.user.UserCommand.StepUpWithPassword;
import io.ssouser.domain.user.UserEvent.AccessCleared;
import io.ssouser.domain.user.UserEvent.EmailChangeUndone;
import io.ssouser.domain.user.UserEvent.EmailChanged;
import io.ssouser.domain.user.UserEvent.PasswordChanged;
import io.ssouser.domain.user.UserEvent.PasswordChosen;
import io.ssouser.domain.user.UserEvent.PasswordRehashed;
import io.ssouser.domain.user.UserEvent.PasswordRemoved;
import io.ssouser.domain.user.UserEvent.PasswordReset;
import io.ssouser.domain.user.UserEvent.PasswordResetRequested;
import io.ssouser.domain.user.UserEvent.PasswordSet;
import io.ssouser.domain.user.UserEvent.Registered;
import io.ssouser.domain.user.UserEvent.RegistrationChosen;
import io.ssouser.domain.user.UserEvent.RegistrationRepeated;
import io.ssouser.domain.user.UserEvent.SteppedUp;
import java.time.Clock;
import java.time.Instant;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateMember;
import org.jspecify.annotations.Nullable;

/** The password of a user, which may have none, and the wrong guesses at it. */
final class Passwords {
    private @Nullable PasswordHash hash;

    /** When the password or the address last changed; null if neither ever did. */
    private @Nullable Instant since;

    /** When the password was last replaced; null for the first one, or if there was none. */
    private @Nullable Instant replacedAt;

    /** Whether the other ways in were ended since the last reset. */
    private boolean reviewed;

    @AggregateMember
    private PasswordGuesses guesses = new PasswordGuesses();

    @AggregateMember
    private BrowserAdmission admission = new BrowserAdmission();

    /** The root refuses it while a second factor is on. */
    @CommandHandler
    Outcome<SessionId> handle(StepUpWithPassword command, PasswordHasher hasher, GuessMemory memory, Clock clock) {
        if (!proveCurrent(command.userId(), command.password(), hasher, memory, clock.instant())) {
            return Outcome.denied(Refusal.WRONG_CURRENT_PASSWORD);
        }
        apply(new SteppedUp(command.userId(), command.currentSession(), Proof.PASSWORD));
        return Outcome.done(command.currentSession());
    }

    @CommandHandler
    void handle(JudgePasswordReset command) {
        requireSameSince(command.linkIssuedAt());
    }

    /** @throws Refused {@link Refusal#PASSWORD_ALREADY_SET} */
    void requireNone() {
        if (hash != null) {
            throw new Refused(Refusal.PASSWORD_ALREADY_SET);
        }
    }

    /**
     * @param reset the moment of it, by the letter that asks for the review
     * @throws Refused {@link Refusal#CONFIRMATION_UNKNOWN} when the password or the address became another since, {@link
     *     Refusal#CONFIRMATION_USED} when the review is over
     */
    void requireReview(Instant reset) {
        if (since == null || since.toEpochMilli() != reset.toEpochMilli()) {
            throw new Refused(Refusal.CONFIRMATION_UNKNOWN);
        }
        if (reviewed) {
            throw new Refused(Refusal.CONFIRMATION_USED);
        }
    }

    /** Takes the password away if it became another, or was removed, at that moment or later: it may have been a thief. */
    void removeSince(UserId userId, Instant moment) {
        if (replacedAt != null && !replacedAt.isBefore(moment)) {
            apply(new PasswordRemoved(userId));
        }
    }

    /** @throws Refused {@link Refusal#RESET_LINK_UNKNOWN} when it became another, or was removed, since the link was issued */
    void requireSameSince(Instant linkIssued) {
        if (since != null && !since.isBefore(linkIssued)) {
            throw new Refused(Refusal.RESET_LINK_UNKNOWN);
        }
    }

    /**
     * Judges the password of a sign-in and remembers a wrong one. No password and a lock cost as much time as a wrong one.
     *
     * @param isKnown whether the device is one of the user's
     */
    boolean prove(SignInWithPassword command, boolean isKnown, PasswordHasher hasher, GuessMemory memory, Instant now) {
        DeviceId device = isKnown || admission.isOf(command.deviceId(), now) ? command.deviceId() : null;
        if (hash == null || guesses.areLocked(device, now)) {
            boolean never = hasher.matchesNothing(command.password());
            guesses.countLocked(command.userId(), device, memory.attempts(), now);
            return never;
        }
        if (!hasher.matches(command.password(), hash)) {
            String count = device == null ? "strangers" : "device " + device;
            Mistake mistake = new Mistake(
                    command.userId(), count, hash.value(), command.password().revealTyped());
            if (memory.mistakes().repeats(mistake)) {
                return false;
            }
            guesses.fail(command.userId(), device, command.attemptId(), now);
            if (device == null && guesses.areLocked(null, now)) {
                admission.offer(command.userId(), command.attemptId(), now);
            }
            return false;
        }
        return true;
    }

    /**
     * Judges the password that somebody who is signed in says is theirs, and remembers a wrong one.
     *
     * @throws Refused {@link Refusal#NO_PASSWORD}, {@link Refusal#TOO_MANY_FAILURES}
     */
    boolean proveCurrent(UserId userId, Password typed, PasswordHasher hasher, GuessMemory memory, Instant now) {
        if (hash == null) {
            throw new Refused(Refusal.NO_PASSWORD);
        }
        guesses.requireUnlockedCurrent(userId, memory.attempts(), now);
        if (!hasher.matches(typed, hash)) {
            if (!memory.mistakes().repeats(new Mistake(userId, "current", hash.value(), typed.revealTyped()))) {
                guesses.failCurrent(userId, now);
            }
            return false;
        }
        return true;
    }

    /** Hashes the password, which has just been proved, with today's parameters and in its normal form if it was hashed otherwise. */
    void renewHash(UserId userId, Password proven, PasswordHasher hasher) {
        try {
            if (hash != null && (hasher.isOutdated(hash) || !hasher.isOfNormalForm(proven, hash))) {
                apply(new PasswordRehashed(userId, hasher.hash(proven)));
            }
        } catch (Refused busy) {
            // The next sign-in renews it: no reason to turn a person with the right password away.
            if (busy.refusal() != Refusal.HASHING_BUSY) {
                throw busy;
            }
        }
    }

    @EventSourcingHandler
    void on(Registered event, @Timestamp Instant at) {
        hash = event.passwordHash();
        since = at;
    }

    /** A link to reset the password stays good, as long as nobody has proved the address: strangers must not void the owner's. */
    @EventSourcingHandler
    void on(RegistrationRepeated event) {
        hash = event.passwordHash();
    }

    @EventSourcingHandler
    void on(RegistrationChosen event) {
        hash = event.passwordHash();
    }

    @EventSourcingHandler
    void on(PasswordChosen event) {
        hash = event.passwordHash();
    }

    @EventSourcingHandler
    void on(PasswordChanged event, @Timestamp Instant at) {
        replace(event.passwordHash(), at);
    }

    @EventSourcingHandler
    void on(PasswordSet event, @Timestamp Instant at) {
        replace(event.passwordHash(), at);
    }

    @EventSourcingHandler
    void on(PasswordReset event, @Timestamp Instant at) {
        replace(event.passwordHash(), at);
    }

    @EventSourcingHandler
    void on(PasswordResetRequested event) {
        // For the record; only the link counts.
    }

    @EventSourcingHandler
    void on(PasswordRemoved event, @Timestamp Instant at) {
        hash = null;
        since = at;
        replacedAt = at;
    }

    @EventSourcingHandler
    void on(AccessCleared event) {
        reviewed = true;
    }

    /** Links that were mailed to the former address are void. */
    @EventSourcingHandler
    void on(EmailChanged event, @Timestamp Instant at) {
        since = at;
    }

    @EventSourcingHandler
    void on(EmailChangeUndone event, @Timestamp Instant at) {
        since = at;
    }

    @EventSourcingHandler
    void on(PasswordRehashed event) {
        hash = event.passwordHash();
    }

    private void replace(@Nullable PasswordHash other, Instant at) {
        hash = other;
        since = at;
        replacedAt = at;
        reviewed = false;
    }
}

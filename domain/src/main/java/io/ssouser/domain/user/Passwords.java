package io.ssouser.domain.user;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.device.DeviceId;
import io.ssouser.domain.password.Password;
import io.ssouser.domain.password.PasswordHash;
import io.ssouser.domain.password.PasswordHasher;
import io.ssouser.domain.user.UserEvent.PasswordChanged;
import io.ssouser.domain.user.UserEvent.PasswordRehashed;
import io.ssouser.domain.user.UserEvent.PasswordRemoved;
import io.ssouser.domain.user.UserEvent.Registered;
import java.time.Instant;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateMember;
import org.jspecify.annotations.Nullable;

/** The password of an account, which may have none, and the wrong guesses at it. */
final class Passwords {
    private @Nullable PasswordHash hash;

    @AggregateMember
    private PasswordGuesses guesses = new PasswordGuesses();

    /**
     * Judges the password of a sign-in and remembers a wrong one. No password and a lock cost as much time as a wrong one.
     *
     * @param device null for a stranger
     */
    boolean prove(UserId userId, Password typed, @Nullable DeviceId device, PasswordHasher hasher, Instant now) {
        if (hash == null || guesses.areLocked(device, now)) {
            return hasher.matchesNothing(typed);
        }
        if (!hasher.matches(typed, hash)) {
            guesses.fail(userId, device, now);
            return false;
        }
        return true;
    }

    /**
     * Judges the password that somebody who is signed in says is theirs, and remembers a wrong one.
     *
     * @throws Refused {@link Refusal#NO_PASSWORD}, {@link Refusal#TOO_MANY_FAILURES}
     */
    boolean proveCurrent(UserId userId, Password typed, PasswordHasher hasher, Instant now) {
        if (hash == null) {
            throw new Refused(Refusal.NO_PASSWORD);
        }
        if (guesses.ofCurrentAreLocked(now)) {
            throw new Refused(Refusal.TOO_MANY_FAILURES);
        }
        if (!hasher.matches(typed, hash)) {
            guesses.failCurrent(userId, now);
            return false;
        }
        return true;
    }

    /** Hashes the password, which has just been proved, with today's parameters if it was hashed with others. */
    void renewHash(UserId userId, Password proven, PasswordHasher hasher) {
        if (hash == null || !hasher.isOutdated(hash)) {
            return;
        }
        try {
            apply(new PasswordRehashed(userId, hasher.hash(proven)));
        } catch (Refused busy) {
            // The next sign-in renews it: no reason to turn a person with the right password away.
            if (busy.refusal() != Refusal.HASHING_BUSY) {
                throw busy;
            }
        }
    }

    @EventSourcingHandler
    void on(Registered event) {
        hash = event.passwordHash();
    }

    @EventSourcingHandler
    void on(PasswordChanged event) {
        hash = event.passwordHash();
    }

    @EventSourcingHandler
    void on(PasswordRemoved event) {
        hash = null;
    }

    @EventSourcingHandler
    void on(PasswordRehashed event) {
        hash = event.passwordHash();
    }
}

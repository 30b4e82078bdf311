package io.ssouser.domain.user;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.UserId;
import io.ssouser.domain.device.DeviceId;
import io.ssouser.domain.password.FailureCount;
import io.ssouser.domain.password.LockKind;
import io.ssouser.domain.password.LockedAttempts;
import io.ssouser.domain.password.Lockout;
import io.ssouser.domain.password.LockoutPolicy;
import io.ssouser.domain.session.AttemptId;
import io.ssouser.domain.session.Proof;
import io.ssouser.domain.user.UserEvent.DeviceRecognised;
import io.ssouser.domain.user.UserEvent.DeviceRegistered;
import io.ssouser.domain.user.UserEvent.DeviceRevoked;
import io.ssouser.domain.user.UserEvent.MfaAwaited;
import io.ssouser.domain.user.UserEvent.PasswordChangeLocked;
import io.ssouser.domain.user.UserEvent.PasswordChanged;
import io.ssouser.domain.user.UserEvent.PasswordCheckFailed;
import io.ssouser.domain.user.UserEvent.PasswordReset;
import io.ssouser.domain.user.UserEvent.SignInFailed;
import io.ssouser.domain.user.UserEvent.SignInLocked;
import io.ssouser.domain.user.UserEvent.SignedIn;
import io.ssouser.domain.user.UserEvent.SteppedUp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.jspecify.annotations.Nullable;

/**
 * The wrong passwords of a user. Each device that the user knows has a count of its own and all strangers share one, so that
 * a stranger's guesses never lock the owner out, and memory is bounded. A stranger whose sign-in succeeds becomes a device, which
 * is what ends the strangers' count. Judging the current password of a session has its own count.
 */
final class PasswordGuesses {
    private Map<DeviceId, FailureCount> byDevice = new LinkedHashMap<>();
    private FailureCount byStrangers = FailureCount.NONE;
    private FailureCount ofCurrent = FailureCount.NONE;

    /** @param device null for a stranger */
    boolean areLocked(@Nullable DeviceId device, Instant now) {
        return by(device).lockAt(now).isPresent();
    }

    /** Counts the attempt if they are locked. */
    void countLocked(UserId userId, @Nullable DeviceId device, LockedAttempts attempts, Instant now) {
        count(userId, LockKind.SIGN_IN, by(device), attempts, now);
    }

    private static void count(
            UserId userId, LockKind kind, FailureCount failures, LockedAttempts attempts, Instant now) {
        failures.lockAt(now).ifPresent(until -> attempts.add(new Lockout(userId, kind, until), now));
    }

    /** @param device null for a stranger */
    void fail(UserId userId, @Nullable DeviceId device, AttemptId attempt, Instant now) {
        apply(new SignInFailed(userId, device, attempt));
        LockoutPolicy.locksAfter(by(device)).ifPresent(lock -> apply(new SignInLocked(userId, device, now.plus(lock))));
    }

    /** @throws Refused {@link Refusal#TOO_MANY_FAILURES}, and the attempt is counted */
    void requireUnlockedCurrent(UserId userId, LockedAttempts attempts, Instant now) {
        count(userId, LockKind.CURRENT_PASSWORD, ofCurrent, attempts, now);
        ofCurrent.requireUnlocked(now);
    }

    void failCurrent(UserId userId, Instant now) {
        apply(new PasswordCheckFailed(userId));
        LockoutPolicy.locksAfter(ofCurrent).ifPresent(lock -> apply(new PasswordChangeLocked(userId, now.plus(lock))));
    }

    private FailureCount by(@Nullable DeviceId device) {
        return device == null ? byStrangers : byDevice.getOrDefault(device, FailureCount.NONE);
    }

    private void count(@Nullable DeviceId device, UnaryOperator<FailureCount> change) {
        FailureCount changed = change.apply(by(device));
        if (device == null) {
            byStrangers = changed;
        } else {
            byDevice.put(device, changed);
        }
    }

    @EventSourcingHandler
    void on(SignInFailed event, @Timestamp Instant at) {
        count(event.deviceId(), failures -> failures.failedAt(at));
    }

    @EventSourcingHandler
    void on(SignInLocked event) {
        count(event.deviceId(), failures -> failures.lockedUntil(event.until()));
    }

    @EventSourcingHandler
    void on(MfaAwaited event) {
        byDevice.remove(event.deviceId());
    }

    @EventSourcingHandler
    void on(SignedIn event) {
        byDevice.remove(event.deviceId());
    }

    @EventSourcingHandler
    void on(DeviceRegistered event) {
        byDevice.remove(event.deviceId());
        byStrangers = FailureCount.NONE;
    }

    /** A stranger who knew the password, as one whose device is registered. */
    @EventSourcingHandler
    void on(DeviceRecognised event) {
        byStrangers = FailureCount.NONE;
    }

    @EventSourcingHandler
    void on(DeviceRevoked event) {
        byDevice.remove(event.deviceId());
    }

    @EventSourcingHandler
    void on(PasswordCheckFailed event, @Timestamp Instant at) {
        ofCurrent = ofCurrent.failedAt(at);
    }

    @EventSourcingHandler
    void on(PasswordChangeLocked event) {
        ofCurrent = ofCurrent.lockedUntil(event.until());
    }

    @EventSourcingHandler
    void on(PasswordChanged event) {
        ofCurrent = FailureCount.NONE;
    }

    @EventSourcingHandler
    void on(SteppedUp event) {
        if (event.proof() == Proof.PASSWORD) {
            ofCurrent = FailureCount.NONE;
        }
    }

    /** Its owner read the mail; whoever guessed did not. */
    @EventSourcingHandler
    void on(PasswordReset event) {
        byDevice.clear();
        byStrangers = FailureCount.NONE;
        ofCurrent = FailureCount.NONE;
    }
}

package io.ssouser.domain.user;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.UserId;
import io.ssouser.domain.mfa.SecondFactorCode;
import io.ssouser.domain.mfa.SecondFactorPolicy;
import io.ssouser.domain.mfa.TotpSecret;
import io.ssouser.domain.password.FailureCount;
import io.ssouser.domain.password.LockKind;
import io.ssouser.domain.password.LockedAttempts;
import io.ssouser.domain.password.Lockout;
import io.ssouser.domain.password.LockoutPolicy;
import io.ssouser.domain.password.RecentMistakes.Mistake;
import io.ssouser.domain.user.UserEvent.BackupCodeUsed;
import io.ssouser.domain.user.UserEvent.MfaEnabled;
import io.ssouser.domain.user.UserEvent.MfaFailed;
import io.ssouser.domain.user.UserEvent.MfaLocked;
import io.ssouser.domain.user.UserEvent.MfaSetupFailed;
import io.ssouser.domain.user.UserEvent.TotpAccepted;
import java.time.Instant;
import java.util.Optional;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.jspecify.annotations.Nullable;

/** The wrong second factors of a user: one count, whether a TOTP, a backup code or the code of a setup was judged. */
final class SecondFactorGuesses {
    private FailureCount failures = FailureCount.NONE;

    /** Answers whether they are locked; then the attempt is counted, and must not be judged. */
    boolean refuse(UserId userId, LockedAttempts attempts, Instant now) {
        Optional<Instant> lock = failures.lockAt(now);
        lock.ifPresent(until -> attempts.add(new Lockout(userId, LockKind.SECOND_FACTOR, until), now));
        return lock.isPresent();
    }

    /** @throws Refused {@link Refusal#TOO_MANY_FAILURES}, and the attempt is counted */
    void requireUnlocked(UserId userId, LockedAttempts attempts, Instant now) {
        refuse(userId, attempts, now);
        failures.requireUnlocked(now);
    }

    /** @param failure the event that says what was wrong */
    void fail(UserEvent failure, Instant now) {
        apply(failure);
        LockoutPolicy.locksAfter(failures).ifPresent(lock -> apply(new MfaLocked(failure.userId(), now.plus(lock))));
    }

    /** In another step of time the same code is another guess. */
    static Mistake mistake(UserId userId, SecondFactorCode code, @Nullable TotpSecret against, Instant now) {
        String moment = String.valueOf(against == null ? null : against.value()) + SecondFactorPolicy.stepAt(now);
        return new Mistake(userId, "second factor", moment, code.value());
    }

    @EventSourcingHandler
    void on(MfaFailed event, @Timestamp Instant at) {
        failures = failures.failedAt(at);
    }

    @EventSourcingHandler
    void on(MfaSetupFailed event, @Timestamp Instant at) {
        failures = failures.failedAt(at);
    }

    @EventSourcingHandler
    void on(MfaLocked event) {
        failures = failures.lockedUntil(event.until());
    }

    @EventSourcingHandler
    void on(TotpAccepted event) {
        failures = FailureCount.NONE;
    }

    @EventSourcingHandler
    void on(BackupCodeUsed event) {
        failures = FailureCount.NONE;
    }

    @EventSourcingHandler
    void on(MfaEnabled event) {
        failures = FailureCount.NONE;
    }
}

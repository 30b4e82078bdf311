package io.ssouser.domain.user;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.device.DeviceId;
import io.ssouser.domain.device.DeviceName;
import io.ssouser.domain.session.AttemptId;
import io.ssouser.domain.session.Proof;
import io.ssouser.domain.session.SessionPolicy;
import io.ssouser.domain.session.SignInMethod;
import io.ssouser.domain.session.SignInStep;
import io.ssouser.domain.user.UserEvent.DeviceRecognised;
import io.ssouser.domain.user.UserEvent.DeviceRevoked;
import io.ssouser.domain.user.UserEvent.IdentityAccepted;
import io.ssouser.domain.user.UserEvent.MfaAwaited;
import io.ssouser.domain.user.UserEvent.SignedIn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.jspecify.annotations.Nullable;

/** The sign-ins that still lack their second factor, the oldest first. */
final class PendingSignIns {
    private List<PendingSignIn> awaited = new ArrayList<>();

    /** The latest sign-in that an identity proved; it comes just before the question for the second factor. */
    private @Nullable AttemptId byIdentity;

    /** The latest sign-in whose device was only recognised; it comes just before that question as well. */
    private @Nullable AttemptId recognised;

    /** Asks for the second factor of a sign-in whose first was right. */
    SignInStep await(AnySignIn command, DeviceId device, Instant now) {
        Instant until = SessionPolicy.awaitsUntil(now);
        apply(new MfaAwaited(command.userId(), command.attemptId(), device, command.deviceName(), until));
        return new SignInStep.SecondFactorAwaited(command.attemptId(), until);
    }

    /** @throws Refused {@link Refusal#SIGN_IN_NOT_PENDING} when it is unknown, finished, voided or too old */
    PendingSignIn find(AttemptId id, Instant now) {
        return awaited.stream()
                .filter(attempt -> attempt.attemptId().equals(id) && now.isBefore(attempt.until()))
                .findFirst()
                .orElseThrow(() -> new Refused(Refusal.SIGN_IN_NOT_PENDING));
    }

    @EventSourcingHandler
    void on(MfaAwaited event) {
        if (awaited.size() == SessionPolicy.MOST_PENDING) {
            awaited.remove(0);
        }
        awaited.add(new PendingSignIn(
                event.attemptId(),
                event.deviceId(),
                event.deviceName(),
                event.until(),
                event.attemptId().equals(byIdentity),
                event.attemptId().equals(recognised)));
    }

    @EventSourcingHandler
    void on(IdentityAccepted event) {
        byIdentity = event.attemptId();
    }

    @EventSourcingHandler
    void on(DeviceRecognised event) {
        recognised = event.attemptId();
    }

    @EventSourcingHandler
    void on(SignedIn event) {
        awaited.removeIf(attempt -> attempt.attemptId().equals(event.attemptId()));
    }

    @EventSourcingHandler
    void on(DeviceRevoked event) {
        awaited.removeIf(attempt -> attempt.deviceId().equals(event.deviceId()));
    }

    @EventSourcingHandler
    void on(ProofFell event) {
        awaited.clear();
    }

    /**
     * A sign-in whose first factor was right and whose second is awaited.
     *
     * @param byIdentity whether the first was an identity, and not a password
     * @param recognised whether the device was recognised by its client alone
     */
    record PendingSignIn(
            AttemptId attemptId,
            DeviceId deviceId,
            DeviceName deviceName,
            Instant until,
            boolean byIdentity,
            boolean recognised) {

        /** What was proved in all, with that second factor. */
        SignInMethod methodWith(Proof secondFactor) {
            boolean totp = secondFactor == Proof.TOTP;
            if (byIdentity) {
                return totp ? SignInMethod.IDENTITY_AND_TOTP : SignInMethod.IDENTITY_AND_BACKUP_CODE;
            }
            return totp ? SignInMethod.PASSWORD_AND_TOTP : SignInMethod.PASSWORD_AND_BACKUP_CODE;
        }
    }
}

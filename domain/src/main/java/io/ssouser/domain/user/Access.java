package io.ssouser.domain.user;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.ssouser.domain.Outcome;
import io.ssouser.domain.Provenance;
import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.UserId;
import io.ssouser.domain.device.DeviceId;
import io.ssouser.domain.device.DeviceName;
import io.ssouser.domain.device.DevicePolicy;
import io.ssouser.domain.device.RevocationReason;
import io.ssouser.domain.mfa.BackupCodes;
import io.ssouser.domain.mfa.Totp;
import io.ssouser.domain.password.GuessMemory;
import io.ssouser.domain.session.EndReason;
import io.ssouser.domain.session.Proof;
import io.ssouser.domain.session.SessionActivity;
import io.ssouser.domain.session.SessionId;
import io.ssouser.domain.session.SignInMethod;
import io.ssouser.domain.session.SignInStep;
import io.ssouser.domain.session.SignInStep.SessionGranted;
import io.ssouser.domain.session.StepUpMethod;
import io.ssouser.domain.session.StepUpPolicy;
import io.ssouser.domain.user.UserCommand.RegisterDevice;
import io.ssouser.domain.user.UserCommand.RevokeDevice;
import io.ssouser.domain.user.UserCommand.RevokeOtherDevices;
import io.ssouser.domain.user.UserCommand.VerifySecondFactor;
import io.ssouser.domain.user.UserEvent.DeviceRecognised;
import io.ssouser.domain.user.UserEvent.DeviceRegistered;
import io.ssouser.domain.user.UserEvent.DeviceRevoked;
import io.ssouser.domain.user.UserEvent.OtherDevicesRevoked;
import io.ssouser.domain.user.UserEvent.SignedIn;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateMember;

/**
 * From where a user signs in, and what follows a right first factor: its devices, the sessions tied to them, the
 * second factor and the sign-ins that lack it. A session never outlives its device.
 */
final class Access {
    @AggregateMember
    private Devices devices = new Devices();

    @AggregateMember
    private OpenSessions sessions = new OpenSessions();

    @AggregateMember
    private PendingSignIns pendingSignIns = new PendingSignIns();

    @AggregateMember
    private SecondFactor secondFactor = new SecondFactor();

    @CommandHandler
    void handle(RegisterDevice command, SessionActivity activity, Clock clock) {
        admit(command.userId(), command.deviceId(), command.deviceName(), activity, clock.instant());
    }

    @CommandHandler
    void handle(RevokeDevice command) {
        devices.find(command.deviceId());
        revoke(command.userId(), command.deviceId(), RevocationReason.BY_OWNER);
    }

    @CommandHandler
    int handle(RevokeOtherDevices command) {
        apply(new OtherDevicesRevoked(command.userId()));
        List<DeviceId> others = devices.allBut(sessions.deviceOf(command.currentSession()));
        others.forEach(device -> revoke(command.userId(), device, RevocationReason.ALL_OTHERS));
        // A session may be on this device because its client looked alike, which proves nothing.
        sessions.endAllBut(command.userId(), command.currentSession(), EndReason.DEVICE_REVOKED);
        return others.size();
    }

    /** Whether it is a device of the user that has not expired; else whoever comes from it is a stranger. */
    boolean knows(DeviceId device, Instant now) {
        return devices.know(device, now);
    }

    @CommandHandler
    Outcome<SessionGranted> handle(
            VerifySecondFactor command,
            Totp totp,
            BackupCodes codes,
            GuessMemory memory,
            SessionActivity activity,
            Clock clock) {
        Instant now = clock.instant();
        PendingSignIns.PendingSignIn attempt = pendingSignIns.find(command.attemptId(), now);
        Optional<Proof> proof =
                secondFactor.prove(command.code(), command.userId(), attempt.attemptId(), totp, codes, memory, now);
        if (proof.isEmpty()) {
            return Outcome.denied(Refusal.WRONG_SECOND_FACTOR);
        }
        return Outcome.done(grant(command, attempt, proof.get(), activity, now));
    }

    /** Where a right first factor leads. */
    SignInStep proceed(AnySignIn command, SignInMethod method, SessionActivity activity, Instant now) {
        DeviceId to = deviceFor(command, now);
        return secondFactor.isOn() ? pendingSignIns.await(command, to, now) : grant(command, to, method, activity, now);
    }

    boolean hasSecondFactor() {
        return secondFactor.isOn();
    }

    boolean turnOffSecondFactorSince(UserId userId, Instant since) {
        return secondFactor.turnOffSince(userId, since);
    }

    /** The device to which a sign-in goes whose first factor was right. */
    private DeviceId deviceFor(AnySignIn command, Instant now) {
        Optional<DeviceId> like =
                command.recogniseByName() ? devices.unprovenOf(command.deviceName(), now) : Optional.empty();
        like.ifPresent(device -> apply(new DeviceRecognised(command.userId(), device, command.attemptId())));
        return like.orElse(command.deviceId());
    }

    List<DeviceName> trustedDevices() {
        return devices.trusted();
    }

    /** Revokes the devices that were registered at that moment or later, and returns their names. */
    List<DeviceName> revokeSince(UserId userId, Instant since) {
        List<DeviceId> later = devices.since(since);
        List<DeviceName> names =
                later.stream().map(id -> devices.find(id).name()).toList();
        later.forEach(device -> revoke(userId, device, RevocationReason.ACCESS_CLEARED));
        return names;
    }

    /** For a sign-in that needs no second factor. */
    private SessionGranted grant(
            AnySignIn command, DeviceId device, SignInMethod method, SessionActivity activity, Instant now) {
        admit(command.userId(), device, command.deviceName(), activity, now);
        boolean recognised = !device.equals(command.deviceId());
        return grant(new SignedIn(command.userId(), command.sessionId(), device, method, null), recognised, activity);
    }

    /** For a sign-in that has shown its second factor. */
    SessionGranted grant(
            VerifySecondFactor command,
            PendingSignIns.PendingSignIn attempt,
            Proof proof,
            SessionActivity activity,
            Instant now) {
        admit(command.userId(), attempt.deviceId(), attempt.deviceName(), activity, now);
        return grant(
                new SignedIn(
                        command.userId(),
                        command.sessionId(),
                        attempt.deviceId(),
                        attempt.methodWith(proof),
                        attempt.attemptId()),
                attempt.recognised(),
                activity);
    }

    private SessionGranted grant(SignedIn signedIn, boolean recognised, SessionActivity activity) {
        sessions.makeRoom(signedIn.userId(), activity);
        apply(signedIn, provenBy(signedIn.userId(), signedIn.sessionId(), signedIn.deviceId()));
        return new SessionGranted(signedIn.sessionId(), signedIn.deviceId(), recognised);
    }

    /** The actor is known by now; the session and the device are those of the sign-in. */
    private static MetaData provenBy(UserId userId, SessionId session, DeviceId device) {
        return MetaData.with(Provenance.ACTOR, userId.value())
                .and(Provenance.SESSION, session.value())
                .and(Provenance.DEVICE, device.value());
    }

    /**
     * @param byFirstFactor what proves the user while no second factor is on
     * @throws Refused as {@link OpenSessions#requireFresh} says
     */
    void requireFresh(SessionId session, List<StepUpMethod> byFirstFactor, StepUpPolicy policy, Instant now) {
        boolean mfa = secondFactor.isOn();
        sessions.requireFresh(session, mfa, policy, mfa ? SecondFactor.METHODS : byFirstFactor, now);
    }

    /** @throws Refused as {@link OpenSessions#requireLive} and {@link SecondFactor#requireEnough} say */
    void requireLive(UserCommand.InSession command) {
        sessions.requireLive(command.currentSession());
        secondFactor.requireEnough(command);
    }

    void endSessionsBut(UserId userId, SessionId kept, EndReason reason) {
        sessions.endAllBut(userId, kept, reason);
    }

    void endAllSessions(UserId userId, EndReason reason) {
        sessions.endAll(userId, reason);
    }

    private void admit(UserId userId, DeviceId device, DeviceName name, SessionActivity activity, Instant now) {
        if (devices.know(device, now)) {
            return;
        }
        while (devices.haveNoRoomFor(device)) {
            revoke(
                    userId,
                    devices.longestUnused(known -> sessions.lastUseOn(known, activity)),
                    RevocationReason.TOO_MANY_DEVICES);
        }
        apply(new DeviceRegistered(userId, device, name, DevicePolicy.expiresAfter(now)));
    }

    private void revoke(UserId userId, DeviceId device, RevocationReason reason) {
        apply(new DeviceRevoked(userId, device, reason));
        sessions.endThoseOn(userId, device);
    }
}

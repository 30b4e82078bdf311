package io.ssouser.domain.user;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.UserId;
import io.ssouser.domain.device.DeviceId;
import io.ssouser.domain.session.EndReason;
import io.ssouser.domain.session.SessionActivity;
import io.ssouser.domain.session.SessionId;
import io.ssouser.domain.session.SessionPolicy;
import io.ssouser.domain.session.StepUpMethod;
import io.ssouser.domain.session.StepUpPolicy;
import io.ssouser.domain.user.UserCommand.EndSession;
import io.ssouser.domain.user.UserCommand.ExportPersonalData;
import io.ssouser.domain.user.UserCommand.RequireFreshSession;
import io.ssouser.domain.user.UserEvent.MfaEnabled;
import io.ssouser.domain.user.UserEvent.PasswordRemoved;
import io.ssouser.domain.user.UserEvent.PersonalDataExported;
import io.ssouser.domain.user.UserEvent.SessionEnded;
import io.ssouser.domain.user.UserEvent.SignedIn;
import io.ssouser.domain.user.UserEvent.SteppedUp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;

/** The sessions of a user that have not ended, the oldest first. */
final class OpenSessions {
    private List<OpenSession> live = new ArrayList<>();

    @CommandHandler
    void handle(EndSession command) {
        end(command.userId(), session -> session.sessionId().equals(command.sessionId()), command.reason());
    }

    @CommandHandler
    void handle(RequireFreshSession command) {
        // The user has judged the session already.
    }

    @CommandHandler
    List<SessionId> handle(ExportPersonalData command) {
        apply(new PersonalDataExported(command.userId()));
        return live.stream().map(OpenSession::sessionId).toList();
    }

    void endAllBut(UserId userId, SessionId kept, EndReason reason) {
        end(userId, session -> !session.sessionId().equals(kept), reason);
    }

    void endAll(UserId userId, EndReason reason) {
        end(userId, session -> true, reason);
    }

    void endThoseOn(UserId userId, DeviceId deviceId) {
        end(userId, session -> session.deviceId().equals(deviceId), EndReason.DEVICE_REVOKED);
    }

    /** Ends those that were not used for longest; of several the one that began first. */
    void makeRoom(UserId userId, SessionActivity activity) {
        while (live.size() >= SessionPolicy.MOST_SESSIONS) {
            OpenSession longestUnused = live.stream()
                    .min(Comparator.comparing(session -> activity.lastUseOf(session.sessionId())))
                    .orElseThrow();
            apply(new SessionEnded(userId, longestUnused.sessionId(), EndReason.TOO_MANY_SESSIONS));
        }
    }

    /** The latest use of any session on that device. */
    Instant lastUseOn(DeviceId device, SessionActivity activity) {
        return live.stream()
                .filter(session -> session.deviceId().equals(device))
                .map(session -> activity.lastUseOf(session.sessionId()))
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
    }

    /** The device of a live session; null for any other. */
    @Nullable
    DeviceId deviceOf(SessionId id) {
        return live.stream()
                .filter(session -> session.sessionId().equals(id))
                .map(OpenSession::deviceId)
                .findFirst()
                .orElse(null);
    }

    /**
     * @param secondFactor whether nothing less is a proof now
     * @param methods that would renew the proof
     * @throws Refused {@link Refusal#STEP_UP_REQUIRED} unless the session lives and its last such proof is fresh
     */
    void requireFresh(
            SessionId id, boolean secondFactor, StepUpPolicy policy, List<StepUpMethod> methods, Instant now) {
        OpenSession session = requireLive(id);
        Instant provenAt = secondFactor ? session.secondFactorAt() : session.provenAt();
        if (provenAt == null || !policy.isFresh(provenAt, now)) {
            throw Refused.stepUpBy(methods);
        }
    }

    /** @throws Refused {@link Refusal#STEP_UP_REQUIRED} when the session has ended: its bearer has to sign in */
    OpenSession requireLive(SessionId id) {
        return live.stream()
                .filter(session -> session.sessionId().equals(id))
                .findFirst()
                .orElseThrow(() -> new Refused(Refusal.STEP_UP_REQUIRED));
    }

    private void end(UserId userId, Predicate<OpenSession> which, EndReason reason) {
        // Applying an event changes the list, so it is asked first.
        live.stream()
                .filter(which)
                .toList()
                .forEach(session -> apply(new SessionEnded(userId, session.sessionId(), reason)));
    }

    @EventSourcingHandler
    void on(SignedIn event, @Timestamp Instant at) {
        forget(event.sessionId());
        live.add(new OpenSession(
                event.sessionId(), event.deviceId(), at, event.method().hasSecondFactor() ? at : null));
    }

    @EventSourcingHandler
    void on(SteppedUp event, @Timestamp Instant at) {
        live.replaceAll(session -> session.sessionId().equals(event.sessionId())
                ? session.proven(at, event.proof().isSecondFactor())
                : session);
    }

    /** What was proved before was another second factor, or none. */
    @EventSourcingHandler
    void on(MfaEnabled event) {
        live.replaceAll(OpenSession::withoutSecondFactor);
    }

    /** Who signed in with it elsewhere is out, as with a password that was changed. */
    @EventSourcingHandler
    void on(PasswordRemoved event, MetaData metaData) {
        SessionId kept = SessionOf.event(metaData);
        end(event.userId(), session -> !session.sessionId().equals(kept), EndReason.PASSWORD_CHANGED);
    }

    @EventSourcingHandler
    void on(SessionEnded event) {
        forget(event.sessionId());
    }

    @EventSourcingHandler
    void on(PersonalDataExported event) {
        // For the record; nothing depends on it.
    }

    private void forget(SessionId id) {
        live.removeIf(session -> session.sessionId().equals(id));
    }

    /**
     * A session that has not ended, and the device it is tied to.
     *
     * @param provenAt when it last proved who uses it, by whatever
     * @param secondFactorAt when it last did so by the second factor that the user has now; null if never
     */
    record OpenSession(
            SessionId sessionId,
            DeviceId deviceId,
            Instant provenAt,
            @Nullable Instant secondFactorAt) {
        OpenSession proven(Instant at, boolean secondFactor) {
            return new OpenSession(sessionId, deviceId, at, secondFactor ? at : secondFactorAt);
        }

        OpenSession withoutSecondFactor() {
            return new OpenSession(sessionId, deviceId, provenAt, null);
        }
    }
}

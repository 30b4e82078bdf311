package io.ssouser.domain.user;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.UserId;
import io.ssouser.domain.session.SessionId;
import io.ssouser.domain.user.UserCommand.CancelErasure;
import io.ssouser.domain.user.UserCommand.RequestErasure;
import io.ssouser.domain.user.UserEvent.ErasureCancelled;
import io.ssouser.domain.user.UserEvent.ErasureRequested;
import io.ssouser.domain.user.UserEvent.SessionEnded;
import java.time.Instant;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;

/** The wish of an owner to be forgotten, and when it is fulfilled. */
final class Erasure {
    private @Nullable Instant dueAt;
    private @Nullable SessionId session;

    /** Returns whether this is a new wish; one that is pending keeps its day. */
    boolean request(RequestErasure command, Instant day) {
        if (dueAt != null) {
            return false;
        }
        apply(new ErasureRequested(command.userId(), day), SessionOf.metaData(command));
        return true;
    }

    /** When the user is to be erased; null while no request is pending. */
    @Nullable
    Instant dueAt() {
        return dueAt;
    }

    @CommandHandler
    void handle(CancelErasure command) {
        cancel(command.userId());
    }

    void cancel(UserId userId) {
        if (dueAt != null) {
            apply(new ErasureCancelled(userId));
        }
    }

    /** @throws Refused {@link Refusal#ERASURE_NOT_DUE} */
    void requireDue(Instant now) {
        if (dueAt == null || now.isBefore(dueAt)) {
            throw new Refused(Refusal.ERASURE_NOT_DUE);
        }
    }

    @EventSourcingHandler
    void on(ErasureRequested event, MetaData metaData) {
        dueAt = event.dueAt();
        session = SessionOf.event(metaData);
    }

    @EventSourcingHandler
    void on(ErasureCancelled event) {
        dueAt = null;
        session = null;
    }

    @EventSourcingHandler
    void on(ProofFell event) {
        cancel(event.userId());
    }

    /** Whoever wants to be erased signs out afterwards, and means it. */
    @EventSourcingHandler
    void on(SessionEnded event) {
        if (event.sessionId().equals(session) && event.reason().tellsOfAnother()) {
            cancel(event.userId());
        }
    }
}

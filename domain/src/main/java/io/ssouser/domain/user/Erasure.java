package io.ssouser.domain.user;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.user.UserCommand.CancelErasure;
import io.ssouser.domain.user.UserEvent.ErasureCancelled;
import io.ssouser.domain.user.UserEvent.ErasureRequested;
import java.time.Instant;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.jspecify.annotations.Nullable;

/** The wish of an owner to be forgotten, and when it is fulfilled. */
final class Erasure {
    private @Nullable Instant dueAt;

    /** Returns whether this is a new wish; one that is pending keeps its day. */
    boolean request(UserId userId, Instant day) {
        if (dueAt != null) {
            return false;
        }
        apply(new ErasureRequested(userId, day));
        return true;
    }

    /** When the account is to be erased; null while nobody wants that. */
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
    void on(ErasureRequested event) {
        dueAt = event.dueAt();
    }

    @EventSourcingHandler
    void on(ErasureCancelled event) {
        dueAt = null;
    }
}

package io.ssouser.projections.pendingerasure;

import io.ssouser.domain.user.UserEvent.ErasureCancelled;
import io.ssouser.domain.user.UserEvent.ErasureRequested;
import io.ssouser.domain.user.UserEvent.UserErased;
import io.ssouser.projections.Projection;
import io.ssouser.projections.store.DocumentStore;
import io.ssouser.projections.store.Documents;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackedEventMessage;

/** Keeps one {@link PendingErasure} for each account that waits for it. */
public final class PendingErasureProjection extends Projection {
    private final Documents<PendingErasure> pending;

    public PendingErasureProjection(DocumentStore store) {
        this(PendingErasure.in(store));
    }

    private PendingErasureProjection(Documents<PendingErasure> pending) {
        super(PendingErasure.NAME, pending);
        this.pending = pending;
    }

    @EventHandler
    void on(ErasureRequested event, TrackedEventMessage<?> message) {
        pending.save(event.userId().value(), positionOf(message), new PendingErasure(event.userId(), event.dueAt()));
    }

    @EventHandler
    void on(ErasureCancelled event, TrackedEventMessage<?> message) {
        pending.delete(event.userId().value(), positionOf(message));
    }

    @Override
    protected void erase(UserErased event, TrackedEventMessage<?> message) {
        pending.delete(event.userId().value(), positionOf(message));
    }
}

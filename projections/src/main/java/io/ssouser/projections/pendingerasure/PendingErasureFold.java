package io.ssouser.projections.pendingerasure;

import io.ssouser.domain.user.UserEvent.ErasureCancelled;
import io.ssouser.domain.user.UserEvent.ErasureRequested;
import io.ssouser.domain.user.UserEvent.UserErased;
import io.ssouser.projections.fold.Fold;
import io.ssouser.projections.store.Collection.Field;
import io.ssouser.projections.store.Collection.Kind;

/** One {@link PendingErasure} for each user who waits for it. */
public final class PendingErasureFold extends Fold<PendingErasure> {
    static final String DUE = "due_at";

    public PendingErasureFold() {
        super(PendingErasure.NAME, 1, PendingErasure.class, new Field(DUE, Kind.TEXT));
        on(ErasureRequested.class, (none, event, at) -> new PendingErasure(event.userId(), event.dueAt()));
        end(ErasureCancelled.class);
        end(UserErased.class);
    }
}

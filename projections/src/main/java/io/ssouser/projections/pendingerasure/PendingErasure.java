package io.ssouser.projections.pendingerasure;

import io.ssouser.domain.user.UserId;
import io.ssouser.projections.store.Collection;
import io.ssouser.projections.store.DocumentStore;
import io.ssouser.projections.store.Documents;
import java.time.Instant;
import java.util.List;

/** An account whose owner wants it erased, and when that is done. */
public record PendingErasure(UserId userId, Instant dueAt) {
    /** Processing group and collection. */
    public static final String NAME = "pending-erasure";

    static final String DUE = "due_at";

    static Documents<PendingErasure> in(DocumentStore store) {
        Collection.Field due = new Collection.Field(DUE, Collection.Kind.TEXT);
        return new Documents<>(store, new Collection(NAME, List.of(due)), PendingErasure.class);
    }
}

package io.ssouser.projections.bite;

import io.ssouser.domain.user.UserEvent.UserErased;
import io.ssouser.projections.fold.Fold;
import io.ssouser.projections.store.DocumentStore;

/** Breaks the rule that a read model is a pure fold. */
public final class ProjectionThatReadsAStore extends Fold<String> {
    public ProjectionThatReadsAStore(DocumentStore store) {
        super("bite", 1, String.class);
        on(UserErased.class, (state, event, at) -> store.toString());
    }
}

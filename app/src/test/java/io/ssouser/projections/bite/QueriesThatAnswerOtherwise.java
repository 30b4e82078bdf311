package io.ssouser.projections.bite;

import io.ssouser.projections.mfastatus.FindMfaStatus;
import org.axonframework.queryhandling.QueryHandler;

/** Breaks the rule that a handler answers as its message says. */
public final class QueriesThatAnswerOtherwise {
    @QueryHandler
    boolean answer(FindMfaStatus query) {
        return query.userId().value().isEmpty();
    }
}

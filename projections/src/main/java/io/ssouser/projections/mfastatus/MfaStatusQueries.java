package io.ssouser.projections.mfastatus;

import io.ssouser.projections.store.DocumentStore;
import io.ssouser.projections.store.Documents;
import org.axonframework.queryhandling.QueryHandler;

/** Answers for the second factor. */
public final class MfaStatusQueries {
    private final Documents<MfaState> factors;

    public MfaStatusQueries(DocumentStore store) {
        this.factors = new Documents<>(store, new MfaStatusFold().collection(), MfaState.class);
    }

    @QueryHandler
    public MfaStatus answer(FindMfaStatus query) {
        return factors.find(query.userId().value()).orElse(MfaState.OFF).status();
    }
}

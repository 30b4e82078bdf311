package io.ssouser.projections.identitylist;

import io.ssouser.projections.store.DocumentStore;
import io.ssouser.projections.store.Documents;
import org.axonframework.queryhandling.QueryHandler;

/** Answers for the ways to sign in. */
public final class IdentityListQueries {
    private final Documents<IdentityList> lists;

    public IdentityListQueries(DocumentStore store) {
        this.lists = new Documents<>(store, new IdentityListFold().collection(), IdentityList.class);
    }

    @QueryHandler
    public IdentityList answer(FindIdentities query) {
        return lists.find(query.userId().value()).orElse(IdentityList.EMPTY);
    }
}

package io.ssouser.projections.identitylist;

import io.ssouser.domain.identity.ProviderName;
import io.ssouser.projections.store.Collection;
import io.ssouser.projections.store.DocumentStore;
import io.ssouser.projections.store.Documents;
import java.util.List;
import java.util.stream.Stream;

/**
 * The ways to sign in to an account.
 *
 * @param providers {@link ProviderName#PASSWORD} for a password, which stands first, and the rest in the order of their linking
 */
public record IdentityList(List<ProviderName> providers) {
    /** Processing group and collection. */
    public static final String NAME = "identity-list";

    static final IdentityList EMPTY = new IdentityList(List.of());

    static Documents<IdentityList> in(DocumentStore store) {
        return new Documents<>(store, new Collection(NAME, List.of()), IdentityList.class);
    }

    IdentityList with(ProviderName provider) {
        Stream<ProviderName> others = without(provider).providers.stream();
        return new IdentityList((provider.equals(ProviderName.PASSWORD)
                        ? Stream.concat(Stream.of(provider), others)
                        : Stream.concat(others, Stream.of(provider)))
                .toList());
    }

    IdentityList without(ProviderName provider) {
        return new IdentityList(
                providers.stream().filter(other -> !other.equals(provider)).toList());
    }
}

package io.ssouser.projections.identitylist;

import io.ssouser.domain.identity.ProviderName;
import java.util.List;
import java.util.stream.Stream;

/**
 * A user's ways to sign in.
 *
 * @param providers {@link ProviderName#PASSWORD} for a password, which stands first, and the rest in the order of their linking
 */
public record IdentityList(List<ProviderName> providers) {
    /** The name of the read model. */
    public static final String NAME = "identity-list";

    static final IdentityList EMPTY = new IdentityList(List.of());

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

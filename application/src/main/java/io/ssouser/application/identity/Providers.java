package io.ssouser.application.identity;

import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.identity.ProviderName;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The providers that there are: those that are configured, and the names that clients know. */
public final class Providers {
    /** Of the client's contract, section 8. */
    private static final Set<String> OF_THE_CONTRACT = Set.of("github", "google", "microsoft", "oidc", "password");

    private final Map<String, IdentityProvider> configured = new TreeMap<>();

    public Providers(Collection<IdentityProvider> configured) {
        configured.forEach(provider -> this.configured.put(provider.name().value(), provider));
    }

    /**
     * The provider of that name, in whatever case it is written.
     *
     * @throws Refused {@link Refusal#UNKNOWN_PROVIDER}
     */
    public ProviderName named(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (!OF_THE_CONTRACT.contains(lower) && !configured.containsKey(lower)) {
            throw new Refused(Refusal.UNKNOWN_PROVIDER);
        }
        return new ProviderName(lower);
    }

    /** Those that people can sign in with. */
    public Set<ProviderName> usable() {
        return configured.values().stream().map(IdentityProvider::name).collect(Collectors.toUnmodifiableSet());
    }

    /** Empty when it is not configured. */
    public Optional<IdentityProvider> find(ProviderName name) {
        return Optional.ofNullable(configured.get(name.value()));
    }
}

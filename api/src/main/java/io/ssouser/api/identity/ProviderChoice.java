package io.ssouser.api.identity;

import io.ssouser.api.error.Problem;
import io.ssouser.api.error.RequestRefused;
import io.ssouser.application.identity.IdentityProvider;
import io.ssouser.application.identity.Providers;
import io.ssouser.domain.identity.ProviderName;
import java.util.Set;

/** The provider that a path names. */
public final class ProviderChoice {
    private final Providers providers;

    public ProviderChoice(Providers providers) {
        this.providers = providers;
    }

    ProviderName named(String name) {
        return providers.named(name);
    }

    Set<ProviderName> usable() {
        return providers.usable();
    }

    /** @throws RequestRefused 400 when it is not configured */
    IdentityProvider configured(String name) {
        ProviderName known = providers.named(name);
        return providers
                .find(known)
                .orElseThrow(() ->
                        new RequestRefused(Problem.badRequest("OAuth provider '" + known + "' is not configured")));
    }
}

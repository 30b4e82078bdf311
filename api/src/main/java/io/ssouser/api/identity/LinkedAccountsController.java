package io.ssouser.api.identity;

import io.ssouser.api.conventions.MinPosition;
import io.ssouser.application.session.token.AuthenticatedSession;
import io.ssouser.domain.identity.ProviderName;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What the published client calls linked accounts: the user's identities. The id of each is the provider's name, because a user has one
 * identity a provider. No provider's token is kept, so no service can be granted one.
 */
@RestController
@RequestMapping("/api/user/linked-accounts")
public final class LinkedAccountsController {
    private final LinkedIdentities identities;
    private final ProviderChoice providers;
    private final IdentityController same;

    public LinkedAccountsController(LinkedIdentities identities, ProviderChoice providers, IdentityController same) {
        this.identities = identities;
        this.providers = providers;
        this.same = same;
    }

    /** @param displayName null when the provider told none */
    record LinkedAccount(
            String id,
            ProviderName provider,
            String providerUserId,
            @Nullable String displayName,
            List<String> scopes,
            String status,
            List<String> grants) {
        static LinkedAccount of(LinkedIdentities.Linked identity) {
            return new LinkedAccount(
                    identity.provider().value(),
                    identity.provider(),
                    identity.subject(),
                    identity.accountName(),
                    List.of(),
                    "active",
                    List.of());
        }
    }

    record AvailableProvider(
            ProviderName provider,
            String displayName,
            String providerType,
            List<String> scopes,
            boolean connectSupported) {
        static AvailableProvider of(ProviderName name) {
            return new AvailableProvider(name, name.value(), name.value(), List.of(), true);
        }
    }

    record LinkedAccounts(List<LinkedAccount> accounts, List<AvailableProvider> availableProviders) {}

    @GetMapping
    LinkedAccounts list(AuthenticatedSession access, MinPosition seen) {
        return new LinkedAccounts(
                identities.of(access.userId(), seen).stream()
                        .map(LinkedAccount::of)
                        .toList(),
                providers.usable().stream()
                        .sorted(Comparator.comparing(ProviderName::value))
                        .map(AvailableProvider::of)
                        .toList());
    }

    @PostMapping("/{provider}/link")
    ResponseEntity<IdentityController.Link> startLink(
            @PathVariable String provider, AuthenticatedSession access, HttpServletRequest request) {
        return same.startLink(provider, null, "", access, request);
    }

    /** A password is a way to sign in, but no linked account. */
    @DeleteMapping("/{provider}")
    ResponseEntity<Void> unlink(@PathVariable String provider, AuthenticatedSession access) {
        if (providers.named(provider).equals(ProviderName.PASSWORD)) {
            throw IdentityController.notFound(ProviderName.PASSWORD);
        }
        return same.unlink(provider, access);
    }
}

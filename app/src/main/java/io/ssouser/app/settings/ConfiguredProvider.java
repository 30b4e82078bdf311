package io.ssouser.app.settings;

import io.ssouser.app.settings.IdentityProperties.Provider;
import io.ssouser.app.settings.IdentityProperties.Type;
import io.ssouser.application.identity.IdentityProvider;
import io.ssouser.application.identity.oauth.Client;
import io.ssouser.application.identity.oauth.GitHubProvider;
import io.ssouser.application.identity.oauth.OidcProvider;
import io.ssouser.application.identity.oauth.ProviderHttp;
import io.ssouser.domain.identity.ProviderName;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** A provider as an operator has configured it, with what is known of the large ones. */
public record ConfiguredProvider(String name, Provider setting) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Map<String, String> KNOWN_ISSUERS =
            Map.of("github", "https://github.com", "google", "https://accounts.google.com");
    private static final Map<Type, List<String>> SCOPES =
            Map.of(Type.GITHUB, List.of("read:user", "user:email"), Type.OIDC, List.of("openid", "email", "profile"));

    /** @throws UnusableSetting when something is missing, or the issuer would be asked over an open line */
    public IdentityProvider open(ProviderHttp http, Clock clock) {
        if (!NAME.matcher(name).matches() || name.equals(ProviderName.PASSWORD.value())) {
            throw new UnusableSetting("sso.providers", name, "a name of lower-case letters, digits and dashes");
        }
        if (setting.clientId().isBlank() || setting.clientSecret().isBlank()) {
            throw new UnusableSetting("sso.providers." + name + " needs a client-id and a client-secret");
        }
        Type type = setting.type() != null ? setting.type() : name.equals("github") ? Type.GITHUB : Type.OIDC;
        List<String> scopes = setting.scopes().isEmpty() ? SCOPES.get(type) : setting.scopes();
        Client client = new Client(new ProviderName(name), setting.clientId(), setting.clientSecret(), scopes);
        return type == Type.GITHUB
                ? new GitHubProvider(client, issuer(), http)
                : new OidcProvider(client, issuer(), http, clock);
    }

    private URI issuer() {
        String issuer = setting.issuer().isBlank() ? KNOWN_ISSUERS.getOrDefault(name, "") : setting.issuer();
        try {
            URI address = URI.create(issuer);
            boolean safe = "https".equals(address.getScheme())
                    || "http".equals(address.getScheme()) && LOOPBACK.contains(address.getHost());
            if (safe && address.getHost() != null) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            throw notAnIssuer(issuer);
        }
        throw notAnIssuer(issuer);
    }

    private UnusableSetting notAnIssuer(String issuer) {
        return new UnusableSetting("sso.providers." + name + ".issuer", issuer, "an https address");
    }
}

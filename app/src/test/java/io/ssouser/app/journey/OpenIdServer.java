package io.ssouser.app.journey;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;

/** A real authorization server in this process, with as many issuers as are asked for. Whoever comes is signed in at once. */
public final class OpenIdServer implements AutoCloseable {
    public static final String CLIENT = "sso-user";

    private final MockOAuth2Server server = new MockOAuth2Server();

    public OpenIdServer() {
        server.start();
    }

    public String issuer(String name) {
        return server.issuerUrl(name).toString();
    }

    /** As settings of the service: a provider of that name at an issuer of the same name. */
    public String[] settings(String name) {
        return new String[] {
            "sso.providers." + name + ".client-id=" + CLIENT,
            "sso.providers." + name + ".client-secret=a secret of the client",
            "sso.providers." + name + ".issuer=" + issuer(name)
        };
    }

    /** Who comes next to that issuer. */
    public void expect(String issuer, String subject, String email, boolean verified) {
        expect(issuer, subject, Map.of("email", email, "email_verified", verified));
    }

    /** Claims override what the server would say by itself, {@code aud}, {@code nonce} and {@code iss} among them. */
    public void expect(String issuer, String subject, Map<String, Object> claims) {
        server.enqueueCallback(new DefaultOAuth2TokenCallback(
                issuer,
                subject,
                "JWT",
                List.of(CLIENT),
                new HashMap<>(claims),
                Duration.ofHours(1).toSeconds()));
    }

    @Override
    public void close() {
        server.shutdown();
    }
}

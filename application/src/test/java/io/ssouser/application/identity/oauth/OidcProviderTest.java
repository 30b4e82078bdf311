package io.ssouser.application.identity.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import io.ssouser.application.FakeClock;
import io.ssouser.application.identity.IdentityProvider.Handshake;
import io.ssouser.application.identity.ProvenIdentity;
import io.ssouser.application.identity.ProviderFailed;
import io.ssouser.domain.email.EmailAddress;
import io.ssouser.domain.identity.ProviderAccountName;
import io.ssouser.domain.identity.ProviderName;
import io.ssouser.domain.identity.ProviderSubject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A provider whose every word a test decides, its keys among them. */
class OidcProviderTest {
    private static final String SECRET = "a secret of 32 bytes or even more";
    private static final Handshake HANDSHAKE =
            new Handshake(URI.create("https://sso.example.org/auth/corp/callback"), "state", "nonce", "v".repeat(43));
    private static final RSAKey KEY = key("one");
    private static final RSAKey OTHER_KEY = key("one");
    private static final RSAKey NEXT_KEY = key("two");

    private final Map<String, String> says = new ConcurrentHashMap<>();
    private final FakeClock clock = new FakeClock();
    private HttpServer server;
    private String issuer;
    private OidcProvider provider;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body =
                    says.getOrDefault(exchange.getRequestURI().getPath(), "{}").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        issuer = "http://127.0.0.1:" + server.getAddress().getPort();
        configure(issuer, "");
        publish(KEY);
        provider = new OidcProvider(
                new Client(new ProviderName("corp"), "client", SECRET, List.of("openid")),
                URI.create(issuer),
                new ProviderHttp(),
                clock);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void what_the_provider_signed_for_this_handshake_is_believed() throws JOSEException {
        tell(signed(KEY, claims()));

        assertThat(provider.redeem(HANDSHAKE, Map.of("code", "c")))
                .isEqualTo(new ProvenIdentity(
                        issuer,
                        new ProviderSubject("subject"),
                        new ProviderAccountName("ada"),
                        new EmailAddress("ada@example.org")));
    }

    @Test
    void an_address_counts_as_verified_only_where_the_provider_says_so_in_the_right_form() throws JOSEException {
        for (Object claim : new Object[] {false, "true", 1}) {
            tell(signed(
                    KEY,
                    new JWTClaimsSet.Builder(claims())
                            .claim("email_verified", claim)
                            .build()));

            assertThat(provider.redeem(HANDSHAKE, Map.of("code", "c")).verifiedEmail())
                    .as("%s", claim)
                    .isNull();
        }
    }

    @Test
    void a_token_that_somebody_else_signed_proves_nothing() throws JOSEException {
        tell(signed(OTHER_KEY, claims()));
        provesNothing(Map.of("code", "c"));
    }

    @Test
    void a_token_that_nobody_signed_proves_nothing() {
        tell(new PlainJWT(claims()).serialize());
        provesNothing(Map.of("code", "c"));
    }

    @Test
    void a_token_signed_with_the_clients_secret_or_the_public_key_proves_nothing() throws JOSEException {
        tell(signed(JWSAlgorithm.HS256, new MACSigner(SECRET), claims()));
        provesNothing(Map.of("code", "c"));
        tell(signed(JWSAlgorithm.HS256, new MACSigner(KEY.toPublicJWK().toJSONString()), claims()));
        provesNothing(Map.of("code", "c"));
    }

    @Test
    void a_key_that_the_provider_has_published_meanwhile_is_found() throws JOSEException {
        tell(signed(KEY, claims()));
        provider.redeem(HANDSHAKE, Map.of("code", "c"));
        publish(NEXT_KEY);

        tell(signed(NEXT_KEY, claims()));

        assertThat(provider.redeem(HANDSHAKE, Map.of("code", "c")).subject().value())
                .isEqualTo("subject");
    }

    @Test
    void who_announces_to_name_itself_has_to() throws JOSEException {
        configure(issuer, ",\"authorization_response_iss_parameter_supported\":true");
        tell(signed(KEY, claims()));

        provesNothing(Map.of("code", "c"));
        provesNothing(Map.of("code", "c", "iss", "https://elsewhere.example.org"));
        assertThat(provider.redeem(HANDSHAKE, Map.of("code", "c", "iss", issuer))
                        .issuer())
                .isEqualTo(issuer);
    }

    @Test
    void a_refused_code_and_an_answer_without_an_id_token_prove_nothing() {
        says.put("/token", "{\"error\":\"invalid_grant\"}");
        provesNothing(Map.of("code", "c"));
        says.put("/token", "{\"access_token\":\"a\",\"token_type\":\"Bearer\"}");
        provesNothing(Map.of("code", "c"));
        provesNothing(Map.of());
    }

    @Test
    void a_configuration_of_another_issuer_is_not_followed() {
        configure("https://elsewhere.example.org", "");

        assertThatExceptionOfType(ProviderFailed.class)
                .isThrownBy(() -> provider.authorization(HANDSHAKE))
                .satisfies(failed -> assertThat(failed.reason()).isEqualTo(ProviderFailed.Reason.UNREACHABLE));
    }

    @Test
    void its_configuration_is_asked_for_once_an_hour_and_an_old_one_is_better_than_none() {
        String before = provider.authorization(HANDSHAKE).toString();
        says.put("/.well-known/openid-configuration", "out of order");
        assertThat(provider.authorization(HANDSHAKE)).hasToString(before);
        clock.pass(Duration.ofHours(2));
        assertThat(provider.authorization(HANDSHAKE)).hasToString(before);
    }

    @Test
    void a_browser_is_sent_with_a_challenge_and_never_with_the_verifier() {
        assertThat(provider.authorization(HANDSHAKE).toString())
                .startsWith(issuer + "/authorize?")
                .contains(
                        "code_challenge_method=S256",
                        "code_challenge=",
                        "state=state",
                        "nonce=nonce",
                        "response_type=code")
                .doesNotContain(HANDSHAKE.verifier(), SECRET);
    }

    private void provesNothing(Map<String, String> answer) {
        assertThatExceptionOfType(ProviderFailed.class)
                .isThrownBy(() -> provider.redeem(HANDSHAKE, answer))
                .satisfies(failed -> assertThat(failed.reason()).isEqualTo(ProviderFailed.Reason.NO_PROOF));
    }

    private void configure(String name, String more) {
        says.put("/.well-known/openid-configuration", """
                {"issuer":"%1$s","authorization_endpoint":"%2$s/authorize","token_endpoint":"%2$s/token",
                 "jwks_uri":"%2$s/jwks","response_types_supported":["code"],"subject_types_supported":["public"],
                 "id_token_signing_alg_values_supported":["RS256"]%3$s}
                """.formatted(name, issuer, more));
    }

    private void publish(RSAKey key) {
        says.put("/jwks", new JWKSet(key).toString(true));
    }

    private void tell(String idToken) {
        says.put("/token", "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"id_token\":\"" + idToken + "\"}");
    }

    private JWTClaimsSet claims() {
        Date now = new Date();
        return new JWTClaimsSet.Builder()
                .issuer(issuer)
                .subject("subject")
                .audience("client")
                .issueTime(now)
                .expirationTime(new Date(now.getTime() + 60_000))
                .claim("nonce", "nonce")
                .claim("email", "ada@example.org")
                .claim("email_verified", true)
                .claim("preferred_username", "ada")
                .build();
    }

    private static String signed(RSAKey key, JWTClaimsSet claims) throws JOSEException {
        return signed(JWSAlgorithm.RS256, new RSASSASigner(key), claims, key.getKeyID());
    }

    private static String signed(JWSAlgorithm algorithm, JWSSigner signer, JWTClaimsSet claims) throws JOSEException {
        return signed(algorithm, signer, claims, "one");
    }

    private static String signed(JWSAlgorithm algorithm, JWSSigner signer, JWTClaimsSet claims, String keyId)
            throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(algorithm)
                        .keyID(keyId)
                        .type(JOSEObjectType.JWT)
                        .build(),
                claims);
        token.sign(signer);
        return token.serialize();
    }

    private static RSAKey key(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}

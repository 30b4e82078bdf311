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
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
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

    private static final String USER_INFO = ",\"userinfo_endpoint\":\"%s/userinfo\"";

    private final Map<String, String> says = new ConcurrentHashMap<>();
    private final Map<String, Integer> statuses = new ConcurrentHashMap<>();
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
            int status = statuses.getOrDefault(exchange.getRequestURI().getPath(), 200);
            exchange.sendResponseHeaders(status, body.length);
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

        ProvenIdentity proven = provider.redeem(HANDSHAKE, Map.of("code", "c"));

        assertThat(proven.issuer()).isEqualTo(issuer);
        assertThat(proven.subject()).isEqualTo(new ProviderSubject("subject"));
        assertThat(proven.accountName()).isEqualTo(new ProviderAccountName("ada"));
        assertThat(proven.verifiedEmail()).isEqualTo(new EmailAddress("ada@example.org"));
    }

    @Test
    void an_address_counts_as_verified_only_where_the_provider_says_so_in_the_right_form() throws JOSEException {
        for (Object claim : new Object[] {false, "false", "yes", "", 1, List.of(true)}) {
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
    void an_address_is_verified_also_where_the_provider_says_so_in_words() throws JOSEException {
        for (String claim : new String[] {"true", "TRUE"}) {
            tell(signed(
                    KEY,
                    new JWTClaimsSet.Builder(claims())
                            .claim("email_verified", claim)
                            .build()));

            assertThat(provider.redeem(HANDSHAKE, Map.of("code", "c")).verifiedEmail())
                    .as(claim)
                    .isEqualTo(new EmailAddress("ada@example.org"));
        }
    }

    @Test
    void an_address_that_the_id_token_leaves_open_is_asked_for_at_user_info() throws JOSEException {
        configure(issuer, USER_INFO.formatted(issuer));
        for (String open : new String[] {"email", "email_verified"}) {
            tell(signed(
                    KEY, new JWTClaimsSet.Builder(claims()).claim(open, null).build()));
            says.put("/userinfo", userInfo("subject", "\"true\""));

            assertThat(provider.redeem(HANDSHAKE, Map.of("code", "c")).verifiedEmail())
                    .as(open)
                    .isEqualTo(new EmailAddress("ada@userinfo.example.org"));
        }
    }

    @Test
    void what_user_info_says_of_another_subject_or_of_an_address_that_is_not_verified_is_not_believed()
            throws JOSEException {
        configure(issuer, USER_INFO.formatted(issuer));
        tell(signed(KEY, new JWTClaimsSet.Builder(claims()).claim("email", null).build()));

        for (String said : new String[] {
            userInfo("somebody else", "true"),
            userInfo("subject", "false"),
            userInfo("subject", "null"),
            "{\"email\":\"ada@userinfo.example.org\",\"email_verified\":true}",
            "no JSON"
        }) {
            says.put("/userinfo", said);
            assertThat(provider.redeem(HANDSHAKE, Map.of("code", "c")).verifiedEmail())
                    .as(said)
                    .isNull();
        }
    }

    @Test
    void user_info_that_is_away_or_refuses_stops_nobody_whose_address_is_not_needed() throws JOSEException {
        configure(issuer, USER_INFO.formatted(issuer));
        tell(signed(KEY, new JWTClaimsSet.Builder(claims()).claim("email", null).build()));
        statuses.put("/userinfo", 403);
        ProvenIdentity refused = provider.redeem(HANDSHAKE, Map.of("code", "c"));
        assertThat(refused.subject().value()).isEqualTo("subject");
        assertThat(refused.verifiedEmail()).isNull();

        statuses.put("/userinfo", 503);
        ProvenIdentity away = provider.redeem(HANDSHAKE, Map.of("code", "c"));
        assertThat(away.subject().value()).isEqualTo("subject");
        assertThatExceptionOfType(ProviderFailed.class)
                .isThrownBy(away::verifiedEmail)
                .satisfies(failed -> assertThat(failed.reason()).isEqualTo(ProviderFailed.Fault.UNREACHABLE));
    }

    @Test
    void an_id_token_that_was_issued_to_another_client_proves_nothing() throws JOSEException {
        tell(signed(
                KEY,
                new JWTClaimsSet.Builder(claims())
                        .claim("azp", "another client")
                        .build()));
        provesNothing(Map.of("code", "c"));
        List<String> both = List.of("client", "another client");
        tell(signed(
                KEY,
                new JWTClaimsSet.Builder(claims())
                        .audience(both)
                        .claim("azp", "another client")
                        .build()));
        provesNothing(Map.of("code", "c"));
        tell(signed(KEY, new JWTClaimsSet.Builder(claims()).audience(both).build()));
        provesNothing(Map.of("code", "c"));

        for (Object audience : new Object[] {both, List.of("client")}) {
            tell(signed(
                    KEY,
                    new JWTClaimsSet.Builder(claims())
                            .claim("aud", audience)
                            .claim("azp", "client")
                            .build()));
            assertThat(provider.redeem(HANDSHAKE, Map.of("code", "c")).subject().value())
                    .isEqualTo("subject");
        }
    }

    @Test
    void a_token_endpoint_that_is_out_of_order_proves_nothing_and_is_no_refusal() {
        statuses.put("/token", 503);

        assertThatExceptionOfType(ProviderFailed.class)
                .isThrownBy(() -> provider.redeem(HANDSHAKE, Map.of("code", "c")))
                .satisfies(failed -> assertThat(failed.reason()).isEqualTo(ProviderFailed.Fault.UNREACHABLE));
    }

    @Test
    void issuers_that_differ_by_a_slash_alone_are_both_named() throws JOSEException {
        tell(signed(KEY, new JWTClaimsSet.Builder(claims()).issuer(issuer + "/").build()));
        namesBoth(() -> provider.redeem(HANDSHAKE, Map.of("code", "c")));
        namesBoth(() -> provider.redeem(HANDSHAKE, Map.of("code", "c", "iss", issuer + "/")));

        configure(issuer + "/", "");
        OidcProvider fresh = new OidcProvider(
                new Client(new ProviderName("corp"), "client", SECRET, List.of("openid")),
                URI.create(issuer),
                new ProviderHttp(),
                clock);
        namesBoth(() -> fresh.authorization(HANDSHAKE));
    }

    private void namesBoth(ThrowingCallable attempt) {
        assertThatExceptionOfType(ProviderFailed.class)
                .isThrownBy(attempt)
                .withMessageContaining("'" + issuer + "'")
                .withMessageContaining("'" + issuer + "/'")
                .withMessageContaining("slash")
                .satisfies(failed -> assertThat(failed.reason()).isEqualTo(ProviderFailed.Fault.MISCONFIGURED));
    }

    private static String userInfo(String subject, String verified) {
        return "{\"sub\":\"%s\",\"email\":\"ada@userinfo.example.org\",\"email_verified\":%s}"
                .formatted(subject, verified);
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
                .satisfies(failed -> assertThat(failed.reason()).isEqualTo(ProviderFailed.Fault.UNREACHABLE));
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
                .satisfies(failed -> assertThat(failed.reason()).isEqualTo(ProviderFailed.Fault.NO_PROOF));
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

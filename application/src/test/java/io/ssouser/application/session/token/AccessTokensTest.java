package io.ssouser.application.session.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.ssouser.application.FakeClock;
import io.ssouser.application.MemorySecrets;
import io.ssouser.application.vault.keys.ServiceSecrets;
import io.ssouser.domain.UserId;
import io.ssouser.domain.device.DeviceId;
import io.ssouser.domain.email.EmailAddress;
import io.ssouser.domain.session.AttemptId;
import io.ssouser.domain.session.SessionId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTokensTest {
    private static final String TYPE = "authos-management+jwt";
    private static final String ISSUER = "https://sso.example.org";
    private static final ServiceSecrets SECRETS = new MemorySecrets();
    private static final SigningKeys KEYS = SigningKeys.keptIn(SECRETS, new SecureRandom(), TokenAlgorithm.RS256);
    private static final RSAKey KEY = KEYS.current().jwkSet().getKeys().get(0).toRSAKey();

    private final FakeClock clock = new FakeClock();
    private final SignedTokens signed = new SignedTokens(KEYS, ISSUER + "/", clock);
    private final AccessTokens tokens = new AccessTokens(signed, Duration.ofHours(24));
    private final AuthenticatedSession access = new AuthenticatedSession(
            new UserId("u-1"),
            new SessionId("s-1"),
            new DeviceId("d-1"),
            new EmailAddress("ada@example.org"),
            Audience.PLATFORM,
            clock.instant().truncatedTo(ChronoUnit.SECONDS));
    private final UUID tokenId = UUID.randomUUID();

    @Test
    void a_token_gives_back_what_it_was_issued_for() {
        assertThat(tokens.read(tokens.issue(access, true, tokenId))).isEqualTo(access);
    }

    @Test
    void a_token_says_what_the_client_expects() throws Exception {
        SignedJWT jwt = SignedJWT.parse(tokens.issue(access, true, tokenId));

        assertThat(jwt.getHeader().toJSONObject())
                .containsOnlyKeys("alg", "typ", "kid")
                .containsEntry("alg", "RS256")
                .containsEntry("typ", TYPE);
        Map<String, Object> claims = jwt.getPayload().toJSONObject();
        long issuedAt = access.issuedAt().getEpochSecond();
        assertThat(claims)
                .containsOnly(
                        Map.entry("token_use", "management_access"),
                        Map.entry("sub", "u-1"),
                        Map.entry("email", "ada@example.org"),
                        Map.entry("is_platform_owner", true),
                        Map.entry("jti", tokenId.toString()),
                        Map.entry("aud", "platform"),
                        Map.entry("iss", ISSUER),
                        Map.entry("iat", issuedAt),
                        Map.entry("exp", issuedAt + 86_400),
                        Map.entry("sid", "s-1"),
                        Map.entry("did", "d-1"));
    }

    static Stream<Arguments> audiences() {
        return Stream.of(
                arguments(new Audience("acme", null), "org:acme"),
                arguments(new Audience("acme", "api"), "service:acme/api"));
    }

    @ParameterizedTest
    @MethodSource("audiences")
    void a_token_for_an_organisation_or_a_service_says_so(Audience audience, String claim) throws Exception {
        AuthenticatedSession there = new AuthenticatedSession(
                access.userId(), access.sessionId(), access.deviceId(), access.email(), audience, access.issuedAt());
        String token = tokens.issue(there, true, tokenId);

        assertThat(tokens.read(token)).isEqualTo(there);
        JWTClaimsSet claims = SignedJWT.parse(token).getJWTClaimsSet();
        assertThat(claims.getAudience()).containsExactly(claim);
        assertThat(claims.getClaim("org")).isEqualTo(audience.org());
        assertThat(claims.getClaim("service")).isEqualTo(audience.service());
    }

    @Test
    void the_same_claims_are_the_same_token_on_every_node() {
        SignedTokens otherNode =
                new SignedTokens(SigningKeys.keptIn(SECRETS, new SecureRandom(), TokenAlgorithm.RS256), ISSUER, clock);

        assertThat(new AccessTokens(otherNode, Duration.ofHours(24)).issue(access, true, tokenId))
                .isEqualTo(tokens.issue(access, true, tokenId));
    }

    @Test
    void a_token_is_good_until_its_last_second_and_no_longer() {
        String token = tokens.issue(access, true, tokenId);
        clock.pass(Duration.ofHours(24).minusMillis(251));
        assertThat(tokens.read(token)).isEqualTo(access);

        clock.pass(Duration.ofMillis(1));
        assertRefused(token, AccessRefused.Reason.INVALID_TOKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a.b.c", "..", "eyJhbGciOiJSUzI1NiJ9..", "ÿþ\u0000"})
    void what_is_no_token_is_refused(String text) {
        assertRefused(text, AccessRefused.Reason.INVALID_TOKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s=", " %s", "%s ", "%s\n", "%s!"})
    void a_good_token_with_anything_around_it_is_refused(String form) {
        String token = tokens.issue(access, true, tokenId);
        assertThat(tokens.read(token)).isEqualTo(access);

        assertRefused(form.formatted(token), AccessRefused.Reason.INVALID_TOKEN);
    }

    /** As strangers may send them, each with a payload and a signature that decode. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "\"RS256\"",
                "{\"alg\":null}",
                "{\"alg\":256}",
                "{\"alg\":\"none\"}",
                "{\"alg\":\"RS256\",\"kid\":[]}",
                "{\"alg\":\"RS256\",\"typ\":{}}",
                "{\"alg\":\"RS256\",\"crit\":[1]}",
                "{\"alg\":\"RS256\",\"crit\":\"b64\",\"b64\":1}",
                "{\"alg\":\"RS256\",\"x5c\":[null]}",
                "{\"alg\":\"RS256\",\"x5u\":\"::\"}",
                "{\"alg\":\"RS256\",\"jwk\":{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\"}}",
                "{\"alg\":\"RS256\",\"jwk\":{\"kty\":\"oct\",\"k\":\"AA\"}}",
                "{\"alg\":\"RS256\",\"jwk\":{\"kty\":\"RSA\",\"n\":\"\",\"e\":\"\"}}",
                "{\"alg\":\"RSA-OAEP\",\"enc\":\"A128GCM\"}"
            })
    void a_header_of_any_form_is_refused_like_any_other_token(String header) {
        String encoded = Base64URL.encode(header).toString();

        assertRefused(encoded + ".e30.AAAA", AccessRefused.Reason.INVALID_TOKEN);
    }

    @Test
    void a_token_that_was_read_before_is_refused_when_its_key_no_longer_counts() {
        SigningKeys keys = SigningKeys.keptIn(new MemorySecrets(), new SecureRandom(), TokenAlgorithm.RS256);
        AccessTokens known = new AccessTokens(new SignedTokens(keys, ISSUER, clock), Duration.ofHours(24));
        String token = known.issue(access, true, tokenId);
        for (int i = 0; i < 10; i++) {
            assertThat(known.read(token)).isEqualTo(access);
            keys.rotate();
        }
        assertThat(known.read(token)).isEqualTo(access);
        keys.rotate();

        assertThatThrownBy(() -> known.read(token)).isInstanceOf(AccessRefused.class);
    }

    @Test
    void a_token_without_a_signature_is_refused() {
        assertRefused(new PlainJWT(claims().build()).serialize(), AccessRefused.Reason.INVALID_TOKEN);
    }

    @Test
    void a_token_signed_with_the_public_key_as_a_shared_secret_is_refused() throws Exception {
        byte[] published = KEY.toRSAPublicKey().getEncoded();
        assertRefused(
                sign(header(JWSAlgorithm.HS256, KEY.getKeyID()), claims().build(), new MACSigner(published)),
                AccessRefused.Reason.INVALID_TOKEN);
    }

    @Test
    void a_token_signed_with_another_key_is_refused() throws Exception {
        RSASSASigner stranger = new RSASSASigner(new RSAKeyGenerator(2048).generate());
        assertRefused(
                sign(header(JWSAlgorithm.RS256, KEY.getKeyID()), claims().build(), stranger),
                AccessRefused.Reason.INVALID_TOKEN);
    }

    @Test
    void a_token_signed_with_another_algorithm_of_the_same_key_is_refused() throws Exception {
        assertRefused(
                sign(header(JWSAlgorithm.RS512, KEY.getKeyID()), claims().build(), own()),
                AccessRefused.Reason.INVALID_TOKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "another"})
    void a_token_that_names_no_key_or_another_is_refused(String keyId) throws Exception {
        JWSHeader header = header(JWSAlgorithm.RS256, keyId.isEmpty() ? null : keyId);
        assertRefused(sign(header, claims().build(), own()), AccessRefused.Reason.INVALID_TOKEN);
    }

    static Stream<Arguments> wrongClaims() {
        Date past = Date.from(new FakeClock().instant().minusSeconds(1));
        Date future = Date.from(new FakeClock().instant().plusSeconds(60));
        return Stream.of(
                arguments("issuer", change(claims -> claims.issuer("https://evil.example.org"))),
                arguments("no issuer", change(claims -> claims.issuer(null))),
                arguments("audience", change(claims -> claims.audience("org:acme"))),
                arguments("org", change(claims -> claims.claim("org", "acme"))),
                arguments("service without org", change(claims -> claims.claim("service", "api"))),
                arguments("two audiences", change(claims -> claims.audience(List.of("platform", "org:acme")))),
                arguments("no audience", change(claims -> claims.audience((String) null))),
                arguments("expired", change(claims -> claims.expirationTime(past))),
                arguments("no expiry", change(claims -> claims.expirationTime(null))),
                arguments("from the future", change(claims -> claims.issueTime(future))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongClaims")
    void a_token_with_one_wrong_claim_is_refused(String what, UnaryOperator<JWTClaimsSet.Builder> change)
            throws Exception {
        JWSHeader header = header(JWSAlgorithm.RS256, KEY.getKeyID());
        assertThat(tokens.read(sign(header, claims().build(), own()))).isEqualTo(access);

        assertRefused(sign(header, change.apply(claims()).build(), own()), AccessRefused.Reason.INVALID_TOKEN);
    }

    @Test
    void a_sound_token_for_another_purpose_has_the_wrong_profile() throws Exception {
        String preauth = new PreauthTokens(signed, clock)
                .issue(new PreauthTokens.Pending(access.userId(), new AttemptId("a-1"), Audience.PLATFORM));
        assertRefused(preauth, AccessRefused.Reason.WRONG_PROFILE);
        JWSHeader header = header(JWSAlgorithm.RS256, KEY.getKeyID());
        String otherUse =
                sign(header, claims().claim("token_use", "impersonation").build(), own());
        assertRefused(otherUse, AccessRefused.Reason.WRONG_PROFILE);
    }

    @Test
    void the_published_key_is_the_public_half_alone() {
        assertThat(KEYS.jwks()).containsOnlyKeys("keys");
        assertThat((List<?>) KEYS.jwks().get("keys"))
                .singleElement()
                .satisfies(key -> assertThat((Map<?, ?>) key)
                        .extracting(Map::keySet)
                        .isEqualTo(Set.of("kty", "alg", "use", "kid", "n", "e")));
    }

    private static UnaryOperator<JWTClaimsSet.Builder> change(UnaryOperator<JWTClaimsSet.Builder> change) {
        return change;
    }

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .claim("token_use", "management_access")
                .subject("u-1")
                .claim("email", "ada@example.org")
                .claim("is_platform_owner", true)
                .claim("sid", "s-1")
                .claim("did", "d-1")
                .issuer(ISSUER)
                .audience("platform")
                .issueTime(Date.from(access.issuedAt()))
                .expirationTime(Date.from(access.issuedAt().plusSeconds(600)));
    }

    private static JWSHeader header(JWSAlgorithm algorithm, String keyId) {
        return new JWSHeader.Builder(algorithm)
                .type(new JOSEObjectType(TYPE))
                .keyID(keyId)
                .build();
    }

    private static RSASSASigner own() throws Exception {
        return new RSASSASigner(KEY);
    }

    private static String sign(JWSHeader header, JWTClaimsSet claims, JWSSigner signer) throws Exception {
        SignedJWT jwt = new SignedJWT(header, claims);
        jwt.sign(signer);
        return jwt.serialize();
    }

    private void assertRefused(String token, AccessRefused.Reason why) {
        assertThatThrownBy(() -> tokens.read(token))
                .isInstanceOfSatisfying(
                        AccessRefused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(why));
    }
}

package io.ssouser.app.attack;

import static io.ssouser.app.http.Envelope.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.ssouser.app.journey.AnyStore;
import io.ssouser.app.journey.Browser;
import io.ssouser.app.journey.Browser.Reply;
import io.ssouser.application.vault.keys.ServiceSecrets;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens forged, bent, borrowed and used where they do not belong. */
@AnyStore
class TokenAttackTest {
    private static final String TYPE = "authos-management+jwt";
    private static final RSAKey OWN_KEY = keyOfTheService();

    @Test
    void a_token_that_the_service_itself_would_sign_passes_so_that_the_others_can_fail() {
        Victim victim = Victim.named("sound");

        assertThat(get(bent(victim, claims -> {})).status()).isEqualTo(200);
    }

    @Test
    void a_sound_signature_under_wrong_claims_is_refused() {
        Victim victim = Victim.named("claims");
        List<String> tokens = List.of(
                bent(victim, claims -> claims.audience("org:acme")),
                bent(victim, claims -> claims.audience(List.of("platform", "org:acme"))),
                bent(victim, claims -> claims.audience((String) null)),
                bent(victim, claims -> claims.issuer("https://evil.example")),
                bent(victim, claims -> claims.issuer(null)),
                bent(
                        victim,
                        claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(1)))),
                bent(victim, claims -> claims.expirationTime(null)),
                bent(victim, claims -> claims.issueTime(Date.from(Instant.now().plusSeconds(3_600)))));

        tokens.forEach(TokenAttackTest::assertInvalid);
    }

    @Test
    void a_sound_token_of_another_type_or_use_is_refused() {
        Victim victim = Victim.named("types");
        Victim other = Victim.named("preauth");
        other.secondFactor();
        String preauth = other.challenge().preauthToken();

        for (String token : List.of(
                signed(header("at+jwt"), claims(victim).build(), rsa(OWN_KEY)),
                signed(header("authos-mfa-preauth+jwt"), claims(victim).build(), rsa(OWN_KEY)),
                signed(header(null), claims(victim).build(), rsa(OWN_KEY)),
                bent(victim, claims -> claims.claim("token_use", "impersonation")),
                bent(victim, claims -> claims.claim("token_use", null)),
                preauth)) {
            assertRefused(get(token).http(), 401, "UNAUTHORIZED", "Token profile is not valid for the AuthOS API");
        }
    }

    @Test
    void a_signature_that_is_not_the_services_is_refused() throws JOSEException {
        Victim victim = Victim.named("signatures");
        RSAKey strange = new RSAKeyGenerator(2048).keyID(OWN_KEY.getKeyID()).generate();
        JWTClaimsSet claims = claims(victim).build();
        String genuine = String.valueOf(victim.browser().accessToken());
        String unsigned = genuine.substring(0, genuine.lastIndexOf('.') + 1);
        JWSHeader.Builder hs256 = new JWSHeader.Builder(JWSAlgorithm.HS256)
                .keyID(OWN_KEY.getKeyID())
                .type(new JOSEObjectType(TYPE));
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(OWN_KEY.toRSAPublicKey().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
        List<String> tokens = List.of(
                signed(header(TYPE), claims, rsa(strange)),
                signed(header(TYPE).keyID("another"), claims, rsa(OWN_KEY)),
                signed(header(TYPE).keyID(null), claims, rsa(OWN_KEY)),
                signed(header(TYPE).keyID("../../dev/null"), claims, rsa(strange)),
                signed(header(TYPE).jwk(strange.toPublicJWK()), claims, rsa(strange)),
                signed(header(TYPE).jwkURL(URI.create("http://127.0.0.1:1/jwks")), claims, rsa(strange)),
                signed(header(TYPE).criticalParams(Set.of("exp")), claims, rsa(OWN_KEY)),
                signed(hs256, claims, mac(OWN_KEY.toRSAPublicKey().getEncoded())),
                signed(hs256, claims, mac(pem.getBytes(StandardCharsets.US_ASCII))),
                unsigned,
                unsigned + "AAAA",
                none(claims, "none"),
                none(claims, "None"),
                none(claims, "nOnE"),
                genuine.substring(0, genuine.length() - 8) + "AAAAAAAA",
                genuine + "." + genuine,
                genuine + "=",
                genuine.replace(".", "!."),
                "a.b.c",
                "...",
                "eyJhbGciOiJub25lIn0..",
                String.valueOf(victim.browser().refreshToken()));

        tokens.forEach(TokenAttackTest::assertInvalid);
    }

    @Test
    void other_claims_under_a_genuine_signature_are_refused() {
        Victim victim = Victim.named("spliced");
        Victim attacker = Victim.named("splicer");
        String[] own = String.valueOf(attacker.browser().accessToken()).split("\\.");
        String[] others = String.valueOf(victim.browser().accessToken()).split("\\.");

        assertInvalid(own[0] + "." + others[1] + "." + own[2]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "Basic ", "Token ", ""})
    void a_header_of_another_form_is_refused(String prefix) {
        Victim victim = Victim.named("header");

        Reply reply = Target.SERVICE
                .browser()
                .send(
                        "GET",
                        "/api/user",
                        null,
                        "Authorization",
                        prefix + victim.browser().accessToken());

        assertThat(reply.status()).isEqualTo(401);
    }

    @Test
    void a_token_of_one_kind_is_none_of_another() {
        Victim victim = Victim.named("kinds");
        String access = String.valueOf(victim.browser().accessToken());
        Browser stranger = Target.SERVICE.browser();

        assertRefused(
                stranger.post("/api/auth/refresh", Map.of("refresh_token", access))
                        .http(),
                401,
                "UNAUTHORIZED",
                "Invalid refresh token");
        assertRefused(
                stranger.post("/api/auth/mfa/verify", Map.of("preauth_token", access, "code", "000000"))
                        .http(),
                401,
                "JWT_ERROR",
                "Invalid token");
    }

    @Test
    void whose_account_it_is_the_token_says_and_nothing_else() {
        Victim victim = Victim.named("victim");
        Victim attacker = Victim.named("attacker");
        Browser browser = attacker.browser();
        String claim =
                "user_id=" + victim.id() + "&userId=" + victim.id() + "&sub=" + victim.id() + "&id=" + victim.id();

        for (String path :
                List.of("/api/user?", "/api/user/devices?", "/api/user/audit?limit=500&", "/api/user/mfa/status?")) {
            Reply reply = browser.send(
                    "GET", path + claim, null, "X-User-Id", victim.id(), "X-Forwarded-User", victim.email());
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.body()).doesNotContain(victim.id(), victim.email(), victim.device());
        }
        long before = victim.facts().size();
        String body = "{\"user_id\":\"" + victim.id() + "\",\"userId\":\"" + victim.id() + "\",\"sub\":\"" + victim.id()
                + "\",\"current_password\":\"wrong\",\"new_password\":\"a new password\",\"current_session\":\"x\"}";
        browser.send("POST", "/api/user/change-password?" + claim, body, "X-User-Id", victim.id());
        browser.send("POST", "/api/user/mfa/setup?" + claim, body, "X-User-Id", victim.id());
        browser.send("POST", "/api/user/devices/revoke-all?" + claim, body, "X-User-Id", victim.id());

        assertThat(victim.facts()).hasSize((int) before);
        assertThat(attacker.facts()).contains("user.password-check-failed", "user.mfa-setup-begun");
    }

    @Test
    void nobody_becomes_an_owner_of_the_platform_by_asking() {
        Victim attacker = Victim.named("climber");

        assertThat(attacker.browser().get("/api/audit/events").status()).isEqualTo(403);
        assertThat(get(signedWithStrangeKey(attacker)).status()).isEqualTo(401);
        assertRefused(
                attacker.browser()
                        .get("/api/audit/events?user_id=" + attacker.id())
                        .http(),
                403,
                "FORBIDDEN",
                "Permission audit:read is required");
    }

    @Test
    void a_token_that_was_signed_out_stays_out_and_signing_out_again_does_nothing() {
        Victim victim = Victim.named("out");
        Browser browser = victim.browser();
        String refreshToken = String.valueOf(browser.refreshToken());
        browser.post("/api/auth/logout");
        List<String> facts = victim.facts();

        assertThat(browser.post("/api/auth/logout").status()).isEqualTo(200);
        assertRefused(browser.get("/api/user").http(), 401, "UNAUTHORIZED", "Session revoked or expired");
        assertThat(browser.post("/api/auth/refresh", Map.of("refresh_token", refreshToken))
                        .status())
                .isEqualTo(401);
        assertThat(victim.facts()).isEqualTo(facts);
    }

    private static RSAKey keyOfTheService() {
        byte[] kept = Target.SERVICE.bean(ServiceSecrets.class).secret("jwt-signing-keys", () -> new byte[0]);
        try {
            return JWKSet.parse(new String(kept, StandardCharsets.UTF_8))
                    .getKeys()
                    .get(0)
                    .toRSAKey();
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertInvalid(String token) {
        Reply reply = get(token);
        assertThat(reply.status()).as(token).isEqualTo(401);
        assertRefused(reply.http(), 401, "JWT_ERROR", "Invalid token");
    }

    private static Reply get(String token) {
        return Target.SERVICE.browser().bearer(token).get("/api/user");
    }

    /** A token as the service makes it for the victim, but for one change, under the service's own signature. */
    private static String bent(Victim victim, Consumer<JWTClaimsSet.Builder> change) {
        JWTClaimsSet.Builder claims = claims(victim);
        change.accept(claims);
        return signed(header(TYPE), claims.build(), rsa(OWN_KEY));
    }

    private static JWTClaimsSet.Builder claims(Victim victim) {
        try {
            return new JWTClaimsSet.Builder(
                    SignedJWT.parse(String.valueOf(victim.browser().accessToken()))
                            .getJWTClaimsSet());
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JWSHeader.Builder header(@Nullable String type) {
        return new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID(OWN_KEY.getKeyID())
                .type(type == null ? null : new JOSEObjectType(type));
    }

    private static String signed(JWSHeader.Builder header, JWTClaimsSet claims, JWSSigner signer) {
        try {
            JWSObject token = new JWSObject(header.build(), new Payload(claims.toJSONObject()));
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String signedWithStrangeKey(Victim victim) {
        try {
            RSAKey strange = new RSAKeyGenerator(2048).keyID(OWN_KEY.getKeyID()).generate();
            return signed(
                    header(TYPE),
                    claims(victim).claim("is_platform_owner", true).build(),
                    rsa(strange));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JWSSigner rsa(RSAKey key) {
        try {
            return new RSASSASigner(key);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JWSSigner mac(byte[] secret) {
        try {
            return new MACSigner(secret);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String none(JWTClaimsSet claims, String algorithm) {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        String header =
                "{\"alg\":\"" + algorithm + "\",\"typ\":\"" + TYPE + "\",\"kid\":\"" + OWN_KEY.getKeyID() + "\"}";
        return base64.encodeToString(header.getBytes(StandardCharsets.UTF_8)) + "."
                + base64.encodeToString(claims.toString().getBytes(StandardCharsets.UTF_8)) + ".";
    }
}

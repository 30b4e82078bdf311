package io.ssouser.application.session.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.ssouser.application.MemorySecrets;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SigningKeysTest {
    private static final String ISSUER = "https://sso.example.org";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final MemorySecrets secrets = new MemorySecrets();
    private final SigningKeys keys = SigningKeys.keptIn(secrets, RANDOM, TokenAlgorithm.RS256);
    private final SignedTokens tokens = new SignedTokens(keys, ISSUER, Clock.systemUTC());

    private String token(SignedTokens by) {
        return by.sign("t+jwt", Audience.PLATFORM, Clock.systemUTC().instant(), Duration.ofHours(1), claims -> {});
    }

    private static String keyOf(String token) throws ParseException {
        return SignedJWT.parse(token).getHeader().getKeyID();
    }

    private List<String> published() throws ParseException {
        return JWKSet.parse(keys.jwks()).getKeys().stream()
                .map(key -> key.getKeyID())
                .toList();
    }

    @Test
    void the_new_key_signs_and_the_one_before_still_verifies() throws ParseException {
        String before = token(tokens);
        String id = keys.rotate();
        String after = token(tokens);

        assertThat(keyOf(after)).isEqualTo(id).isNotEqualTo(keyOf(before));
        assertThat(tokens.verify(before).claims().getIssuer()).isEqualTo(ISSUER);
        assertThat(tokens.verify(after)).isNotNull();
        assertThat(published()).containsExactly(id, keyOf(before));
    }

    @Test
    void ten_keys_before_the_one_that_signs_verify_and_no_more() throws ParseException {
        String first = token(tokens);
        for (int i = 0; i < 10; i++) {
            keys.rotate();
        }
        assertThat(tokens.verify(first)).isNotNull();
        keys.rotate();

        assertThatExceptionOfType(AccessRefused.class).isThrownBy(() -> tokens.verify(first));
        assertThat(published()).hasSize(11);
    }

    @Test
    void no_private_half_is_published_and_none_of_an_older_key_is_kept() throws ParseException {
        keys.rotate();

        assertThat(JWKSet.parse(keys.jwks()).containsNonPublicKeys()).isFalse();
        assertThat(new String(secrets.secret("jwt-signing-keys", () -> new byte[0])))
                .containsOnlyOnce("\"d\":");
        assertThat(keys.jwks()).containsOnlyKeys("keys");
        assertThat(keys.jwks().toString()).contains("use=sig", "alg=RS256");
    }

    @Test
    void another_process_knows_the_token_of_a_key_that_it_has_not_seen() {
        SigningKeys others = SigningKeys.keptIn(secrets, RANDOM, TokenAlgorithm.RS256);
        SignedTokens elsewhere = new SignedTokens(others, ISSUER, Clock.systemUTC());
        others.rotate();
        String token = token(elsewhere);

        await().atMost(Duration.ofSeconds(5))
                .ignoreExceptionsInstanceOf(AccessRefused.class)
                .until(() -> tokens.verify(token) != null);
    }

    @Test
    void invented_key_ids_cost_no_look_at_the_disk_each() throws ParseException {
        SignedTokens stranger = new SignedTokens(
                SigningKeys.keptIn(new MemorySecrets(), RANDOM, TokenAlgorithm.RS256), ISSUER, Clock.systemUTC());
        String forged = token(stranger);
        int before = secrets.asked.get();

        for (int i = 0; i < 200; i++) {
            assertThatExceptionOfType(AccessRefused.class).isThrownBy(() -> tokens.verify(forged));
        }

        assertThat(secrets.asked.get() - before).isLessThan(10);
        assertThat(Map.of("kid", keyOf(forged))).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void each_algorithm_signs_and_verifies_and_publishes_no_private_half(TokenAlgorithm algorithm)
            throws ParseException {
        SigningKeys own = SigningKeys.keptIn(new MemorySecrets(), RANDOM, algorithm);
        SignedTokens by = new SignedTokens(own, ISSUER, Clock.systemUTC());
        String token = token(by);

        assertThat(SignedJWT.parse(token).getHeader().getAlgorithm()).isEqualTo(algorithm.jose());
        assertThat(by.verify(token).claims().getIssuer()).isEqualTo(ISSUER);
        assertThat(own.jwks().toString()).contains("use=sig", "alg=" + algorithm.jose());
        assertThat(JWKSet.parse(own.jwks()).containsNonPublicKeys()).isFalse();
        int last = token.length() - 2;
        char other = token.charAt(last) == 'A' ? 'B' : 'A';
        assertThatExceptionOfType(AccessRefused.class)
                .isThrownBy(() -> by.verify(token.substring(0, last) + other + token.charAt(last + 1)));
    }

    @Test
    void a_changed_algorithm_makes_one_key_and_the_tokens_of_before_are_still_good() throws ParseException {
        String before = token(tokens);

        for (int start = 0; start < 2; start++) {
            SigningKeys restarted = SigningKeys.keptIn(secrets, RANDOM, TokenAlgorithm.ES256);
            restarted.signByWantedAlgorithm();
            SignedTokens by = new SignedTokens(restarted, ISSUER, Clock.systemUTC());

            assertThat(SignedJWT.parse(token(by)).getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.ES256);
            assertThat(by.verify(token(by))).isNotNull();
            assertThat(by.verify(before)).isNotNull();
            assertThat(JWKSet.parse(restarted.jwks()).getKeys()).hasSize(2);
        }
    }

    /** A key that verifies by RSA must not be taken for the secret of an HMAC, nor for a key of another kind. */
    @Test
    void a_token_that_names_a_key_with_another_algorithm_than_the_keys_is_refused() throws Exception {
        String id = keyOf(token(tokens));
        JWTClaimsSet claims = SignedJWT.parse(token(tokens)).getJWTClaimsSet();
        byte[] publicKey = JWKSet.parse(keys.jwks())
                .getKeyByKeyId(id)
                .toRSAKey()
                .toRSAPublicKey()
                .getEncoded();
        SignedJWT mac = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(id).build(), claims);
        mac.sign(new MACSigner(publicKey));
        SignedJWT curve = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(id).build(), claims);
        curve.sign(new ECDSASigner(new ECKeyGenerator(Curve.P_256).generate()));

        for (SignedJWT forged : List.of(mac, curve)) {
            assertThatExceptionOfType(AccessRefused.class).isThrownBy(() -> tokens.verify(forged.serialize()));
        }
    }
}

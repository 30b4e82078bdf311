package io.ssouser.application.session.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import io.ssouser.application.MemorySecrets;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SigningKeysTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final MemorySecrets secrets = new MemorySecrets();
    private final SigningKeys keys = SigningKeys.keptIn(secrets, RANDOM);
    private final SignedTokens tokens = new SignedTokens(keys, "https://sso.example.org", Clock.systemUTC());

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
        assertThat(tokens.verify(before).claims().getIssuer()).isEqualTo("https://sso.example.org");
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
        SigningKeys others = SigningKeys.keptIn(secrets, RANDOM);
        SignedTokens elsewhere = new SignedTokens(others, "https://sso.example.org", Clock.systemUTC());
        others.rotate();
        String token = token(elsewhere);

        await().atMost(Duration.ofSeconds(5))
                .ignoreExceptionsInstanceOf(AccessRefused.class)
                .until(() -> tokens.verify(token) != null);
    }

    @Test
    void invented_key_ids_cost_no_look_at_the_disk_each() throws ParseException {
        SignedTokens stranger = new SignedTokens(
                SigningKeys.keptIn(new MemorySecrets(), RANDOM), "https://sso.example.org", Clock.systemUTC());
        String forged = token(stranger);
        int before = secrets.asked.get();

        for (int i = 0; i < 200; i++) {
            assertThatExceptionOfType(AccessRefused.class).isThrownBy(() -> tokens.verify(forged));
        }

        assertThat(secrets.asked.get() - before).isLessThan(10);
        assertThat(Map.of("kid", keyOf(forged))).isNotEmpty();
    }
}

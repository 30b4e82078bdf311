package io.ssouser.app.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import io.ssouser.app.journey.Accounts;
import io.ssouser.app.journey.AnyStore;
import io.ssouser.app.journey.Browser;
import io.ssouser.app.journey.RunningService;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operator chooses how tokens are signed; whoever holds a token of before notices nothing, and others verify by the published keys. */
@AnyStore
class TokenAlgorithmContractTest {
    @TempDir
    private Path folder;

    @Test
    void a_change_of_the_algorithm_at_a_restart_ends_no_session() throws Exception {
        Path data = folder.resolve("data");
        String email = Accounts.address("algorithm");
        String accessToken;
        String refreshToken;
        try (RunningService service = RunningService.on(data)) {
            Accounts accounts = new Accounts(service);
            accounts.confirmed(email);
            Browser browser = accounts.signedIn(email);
            accessToken = String.valueOf(browser.accessToken());
            refreshToken = String.valueOf(browser.refreshToken());
        }
        assertThat(SignedJWT.parse(accessToken).getHeader().getAlgorithm().getName())
                .isEqualTo("RS256");

        try (RunningService service = RunningService.on(data, "sso.token-algorithm=ES256")) {
            Browser browser = service.browser();
            assertThat(browser.bearer(accessToken).get("/api/user").text("email"))
                    .isEqualTo(email);

            String next = browser.post("/api/auth/refresh", Map.of("refresh_token", refreshToken))
                    .text("access_token");

            SignedJWT token = SignedJWT.parse(next);
            assertThat(token.getHeader().getAlgorithm().getName()).isEqualTo("ES256");
            JWKSet published =
                    JWKSet.parse(browser.get("/.well-known/jwks.json").body());
            assertThat(published.getKeys()).hasSize(2).noneMatch(JWK::isPrivate);
            ECKey key = published.getKeyByKeyId(token.getHeader().getKeyID()).toECKey();
            assertThat(token.verify(new DefaultJWSVerifierFactory()
                            .createJWSVerifier(token.getHeader(), ((AsymmetricJWK) key).toPublicKey())))
                    .isTrue();
            assertThat(browser.bearer(next).get("/api/user").text("email")).isEqualTo(email);
        }
    }
}

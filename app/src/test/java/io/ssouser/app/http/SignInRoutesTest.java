package io.ssouser.app.http;

import static io.ssouser.app.http.Envelope.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.ssouser.api.security.RequestProvenance;
import io.ssouser.application.session.SignInAnswer;
import io.ssouser.application.session.SigningBrowser;
import io.ssouser.application.session.token.AccessRefused;
import io.ssouser.application.session.token.TokenPair;
import io.ssouser.domain.Provenance;
import io.ssouser.domain.device.DeviceId;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

class SignInRoutesTest extends EdgeTest {
    private static final String LOGIN = "{\"email\":\"ada@example.org\",\"password\":\"correct horse\"}";
    private static final SignInAnswer.Granted GRANTED =
            new SignInAnswer.Granted(FakeAccount.USER, FakeAccount.DEVICE, new TokenPair("access", "refresh", 86_400));

    @Autowired
    RequestProvenance provenance;

    @Test
    void signing_in_gives_tokens_and_the_cookie_that_proves_the_device_next_time() {
        AtomicReference<Optional<DeviceId>> proved = new AtomicReference<>(Optional.empty());
        when(signIn.withPassword(anyString(), any(), any(), any())).thenAnswer(call -> {
            SigningBrowser known = call.getArgument(3);
            proved.set(known.deviceOf(FakeAccount.USER));
            return GRANTED;
        });

        HttpResponse<String> first = client.post("/api/auth/login", LOGIN);

        assertThat(first.body())
                .isEqualTo("{\"access_token\":\"access\",\"refresh_token\":\"refresh\",\"expires_in\":86400}");
        assertThat(proved.get()).isEmpty();
        String cookie = first.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie)
                .matches("sso_device_[0-9a-f]{8}=" + FakeAccount.DEVICE + "\\.[A-Za-z0-9_-]{43};.*")
                .contains("HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=34560000");

        client.post("/api/auth/login", LOGIN, "Cookie", cookie.substring(0, cookie.indexOf(';')));

        assertThat(proved.get()).contains(FakeAccount.DEVICE);
    }

    @Test
    void a_second_factor_is_asked_for_in_the_form_that_clients_test_for() {
        when(signIn.withPassword(anyString(), any(), any(), any()))
                .thenReturn(new SignInAnswer.Awaiting("preauth", 300));

        HttpResponse<String> answer = client.post("/api/auth/login", LOGIN);

        assertThat(answer.body()).isEqualTo("{\"access_token\":\"preauth\",\"refresh_token\":\"\",\"expires_in\":300}");
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void the_second_factor_finishes_the_sign_in() {
        when(signIn.withSecondFactor(eq("preauth"), any())).thenReturn(GRANTED);

        HttpResponse<String> answer = client.post(
                "/api/auth/mfa/verify",
                "{\"preauth_token\":\"preauth\",\"code\":\"123 456\",\"device_code_id\":\"x\"}");

        assertThat(answer.body())
                .isEqualTo("{\"access_token\":\"access\",\"refresh_token\":\"refresh\",\"expires_in\":86400}");
        assertThat(answer.headers().firstValue("Set-Cookie")).isPresent();
    }

    @Test
    void a_preauth_token_that_is_none_is_a_bad_token() {
        when(signIn.withSecondFactor(any(), any())).thenThrow(new AccessRefused(AccessRefused.Reason.INVALID_TOKEN));

        assertRefused(
                client.post("/api/auth/mfa/verify", "{\"preauth_token\":\"x\",\"code\":\"1\"}"),
                401,
                "JWT_ERROR",
                "Invalid token");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"service_slug\":\"s\"|400|BAD_REQUEST|service_slug requires org_slug",
                "\"redirect_uri\":\"https://x\"|400|BAD_REQUEST|redirect_uri requires org_slug and service_slug",
                "\"org_slug\":\"acme\"|404|NOT_FOUND|Organization not found"
            })
    void signing_in_to_what_is_not_here_is_refused(String more, int status, String code, String message) {
        String body = LOGIN.replace("}", "," + more + "}");

        assertRefused(client.post("/api/auth/login", body), status, code, message);
        verify(signIn, never()).withPassword(any(), any(), any(), any());
    }

    @Test
    void an_address_is_confirmed_with_a_page_for_people() {
        HttpResponse<String> answer = client.get("/auth/verify-email?token=t");

        assertThat(answer.headers().firstValue("Content-Type")).contains("text/html;charset=UTF-8");
        assertThat(answer.body()).contains("Email Verified!");
        verify(confirmation).confirm("t");
    }

    @Test
    void looking_at_the_link_does_not_use_it_up() {
        assertThat(client.send("HEAD", "/auth/verify-email?token=t", null).statusCode())
                .isEqualTo(200);
        assertThat(client.get("/auth/verify-email?token=t", "Content-Type", "text/plain")
                        .body())
                .contains("<form method=\"post\">");
        verify(confirmation, never()).confirm(any());
    }

    @ParameterizedTest
    @CsvSource({"'',Refresh token cannot be empty", "long,Refresh token too long"})
    void a_refresh_token_of_an_impossible_length_is_refused(String token, String message) {
        String sent = token.equals("long") ? "x".repeat(1_001) : token;

        assertRefused(
                client.post("/api/auth/refresh", "{\"refresh_token\":\"" + sent + "\"}"), 400, "BAD_REQUEST", message);
    }

    @Test
    void the_public_keys_are_there_for_all() {
        when(signingKeys.jwks()).thenReturn(Map.of("keys", List.of(Map.of("kty", "RSA"))));

        assertThat(client.get("/.well-known/jwks.json").body()).isEqualTo("{\"keys\":[{\"kty\":\"RSA\"}]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/health/live", "/health/ready"})
    void health_is_told_to_all(String path) {
        HttpResponse<String> answer = client.get(path);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"status\":\"UP\"");
    }

    @Test
    void who_asks_and_from_where_is_known_while_the_request_is_served() {
        AtomicReference<Map<String, String>> seen = new AtomicReference<>(Map.of());
        account.answers(command -> {
            seen.set(provenance.current());
            return null;
        });

        HttpResponse<String> answer = client.send(
                "DELETE",
                "/api/user/mfa",
                null,
                "Authorization",
                "Bearer good",
                "X-Request-Id",
                "req-1",
                "User-Agent",
                "a".repeat(300),
                "X-Forwarded-For",
                "198.51.100.1, 203.0.113.7");

        assertThat(seen.get())
                .containsOnly(
                        Map.entry(Provenance.ACTOR, FakeAccount.USER.value()),
                        Map.entry(Provenance.SESSION, SESSION.value()),
                        Map.entry(Provenance.DEVICE, FakeAccount.DEVICE.value()),
                        Map.entry(Provenance.REQUEST, "req-1"),
                        Map.entry(Provenance.IP, "203.0.113.7"),
                        Map.entry(Provenance.USER_AGENT, "a".repeat(256)));
        assertThat(answer.headers().firstValue("X-Request-Id")).contains("req-1");
        assertThat(provenance.current()).isEmpty();
    }

    @Test
    void a_request_id_that_is_not_sane_is_replaced() {
        assertThat(client.get("/health", "X-Request-Id", "a b<c>").headers().firstValue("X-Request-Id"))
                .hasValueSatisfying(id -> assertThat(id).hasSize(36));
    }
}

package io.ssouser.app.http;

import static io.ssouser.app.http.Envelope.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.when;

import io.ssouser.application.session.token.TokenPair;
import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.email.EmailAddress;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateLimitTest extends EdgeTest {
    private static final String LOGIN = "{\"email\":\"ada@example.org\",\"password\":\"wrong\"}";

    @Test
    void an_address_that_guesses_is_told_how_long_to_wait() {
        when(signIn.withPassword(any(), any(), any(), any())).thenThrow(new Refused(Refusal.WRONG_CREDENTIALS));

        List<HttpResponse<String>> answers = IntStream.range(0, 60)
                .mapToObj(i -> client.post("/api/auth/login", LOGIN))
                .toList();

        assertThat(answers.subList(0, 20)).allMatch(answer -> answer.statusCode() == 401);
        HttpResponse<String> refused = answers.stream()
                .filter(answer -> answer.statusCode() == 429)
                .findFirst()
                .orElseThrow();
        assertRefused(refused, 429, "TOO_MANY_REQUESTS", "Too Many Requests! Wait for 1s");
        assertThat(refused.headers().firstValue("Retry-After")).contains("1");
        assertThat(refused.headers().firstValue("x-ratelimit-after")).contains("1");
        assertThat(refused.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    @Test
    void another_spelling_of_the_path_is_the_same_path() {
        IntStream.range(0, 30).forEach(i -> client.post("/api/%61uth/mfa/verify", "{}"));

        assertThat(client.post("/api/auth/mfa/verify", "{}").statusCode()).isEqualTo(429);
    }

    @Test
    void another_address_is_not_slowed_down() {
        IntStream.range(0, 30).forEach(i -> client.post("/api/auth/mfa/verify", "{}"));

        assertThat(new Client(port, "198.51.100.77")
                        .post("/api/auth/mfa/verify", "{}")
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void a_mail_address_gets_five_mails_an_hour_from_all_routes_and_spellings() {
        registrationAsksForAdmission();
        String user = UUID.randomUUID() + "@example.org";
        for (int i = 0; i < 3; i++) {
            assertThat(register(user).statusCode()).isEqualTo(200);
        }
        assertThat(resend(user.toUpperCase()).statusCode()).isEqualTo(200);
        assertThat(resend(user).statusCode()).isEqualTo(200);

        assertRefused(
                register(user), 429, "TOO_MANY_REQUESTS", "Too many registration attempts. Please try again later.");
        assertThat(resend(user).statusCode()).isEqualTo(429);
        assertThat(register(UUID.randomUUID() + "@example.org").statusCode()).isEqualTo(200);
    }

    /** Wire contract, section 1.2: the published client signs itself out when one of these is refused. */
    @Test
    void a_storm_of_refreshes_with_one_token_is_let_through() {
        when(refreshTokens.refresh("same")).thenReturn(new TokenPair("a", "b", 86_400));

        assertThat(IntStream.range(0, 1_300).parallel().map(i -> refresh("same")))
                .containsOnly(200);
    }

    @Test
    void guessing_refresh_tokens_is_not() {
        when(refreshTokens.refresh(anyString())).thenThrow(new Refused(Refusal.INVALID_REFRESH_TOKEN));

        List<Integer> statuses =
                IntStream.range(0, 60).mapToObj(i -> refresh("guess-" + i)).toList();

        assertThat(statuses.subList(0, 20)).containsOnly(401);
        assertThat(statuses).contains(429);
    }

    private void registrationAsksForAdmission() {
        doAnswer(call -> {
                    Consumer<EmailAddress> admission = call.getArgument(3);
                    admission.accept(EmailAddress.parse(call.getArgument(0)));
                    return null;
                })
                .when(registration)
                .register(any(), any(), any(), any());
    }

    private int refresh(String token) {
        return client.post("/api/auth/refresh", "{\"refresh_token\":\"" + token + "\"}")
                .statusCode();
    }

    private HttpResponse<String> register(String email) {
        return client.post("/api/auth/register", "{\"email\":\"" + email + "\",\"password\":\"long enough\"}");
    }

    private HttpResponse<String> resend(String email) {
        return client.post("/api/auth/resend-verification", "{\"email\":\"" + email + "\"}");
    }
}

package io.ssouser.app.http;

import static io.ssouser.app.http.Envelope.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.ssouser.api.conventions.LogPositions;
import io.ssouser.application.vault.keys.EncryptedPositions;
import io.ssouser.domain.Outcome;
import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

class LogPositionTest extends EdgeTest {
    private static final String[] GOOD = {"Authorization", "Bearer good"};

    @Autowired
    LogPositions positions;

    @Autowired
    EncryptedPositions encrypted;

    @Test
    void a_commands_answer_carries_the_position_of_its_last_event() {
        account.storesAt(41);

        assertThat(position(client.send("DELETE", "/api/user/mfa", null, GOOD))).isEqualTo("41");
    }

    @Test
    void so_does_a_refusal_that_stored_an_event() {
        account.storesAt(42);
        account.answers(command -> Outcome.denied(Refusal.WRONG_SETUP_CODE));

        HttpResponse<String> answer = client.post("/api/user/mfa/verify", "{\"code\":\"123456\"}", GOOD);

        assertRefused(answer, 400, "BAD_REQUEST", "Invalid TOTP code");
        assertThat(position(answer)).isEqualTo("42");
    }

    @Test
    void a_command_that_stored_nothing_has_no_position_even_on_a_thread_that_had_one() {
        account.storesAt(43);
        client.send("DELETE", "/api/user/mfa", null, GOOD);
        account.reset();

        for (int i = 0; i < 20; i++) {
            assertThat(position(client.send("DELETE", "/api/user/mfa", null, GOOD)))
                    .isEmpty();
        }
    }

    @Test
    void a_failed_sign_in_does_not_betray_by_its_position_that_the_account_exists() {
        when(signIn.withPassword(any(), any(), any(), any())).thenAnswer(call -> {
            positions.reached(44);
            throw new Refused(Refusal.WRONG_CREDENTIALS);
        });

        HttpResponse<String> answer =
                client.post("/api/auth/login", "{\"email\":\"ada@example.org\",\"password\":\"wrong\"}");

        assertRefused(answer, 401, "UNAUTHORIZED", "Invalid email or password");
        assertThat(position(answer)).isEmpty();
    }

    @Test
    void neither_does_a_registration() {
        doAnswer(call -> {
                    positions.reached(45);
                    return null;
                })
                .when(registration)
                .register(any(), any(), any(), any());

        HttpResponse<String> answer =
                client.post("/api/auth/register", "{\"email\":\"ada@example.org\",\"password\":\"long enough\"}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(position(answer)).isEmpty();
    }

    @Test
    void a_read_waits_for_the_accounts_own_latest_event() {
        when(log.lastPositionOf(FakeAccount.USER.value())).thenReturn(OptionalLong.of(50));

        client.get("/api/user", GOOD);

        verify(projections).awaitReached("user-profile", FakeAccount.USER.value(), 50, Duration.ofSeconds(2));
    }

    @Test
    void a_read_waits_for_what_its_reader_has_seen_if_that_is_later() {
        when(log.lastPositionOf(FakeAccount.USER.value())).thenReturn(OptionalLong.of(50));

        client.get("/api/user/devices", "Authorization", "Bearer good", "X-Min-Log-Position", encrypted.encrypt(60));

        verify(projections).awaitReached(eq("device-list"), eq(60L), any());
    }

    @Test
    void a_read_model_that_is_too_late_is_503_with_the_position_it_has_reached() {
        when(projections.awaitReached(anyString(), anyLong(), any())).thenReturn(false);
        when(projections.position("mfa-status")).thenReturn(12L);

        HttpResponse<String> answer = client.get(
                "/api/user/mfa/status", "Authorization", "Bearer good", "X-Min-Log-Position", encrypted.encrypt(60));

        assertRefused(
                answer,
                503,
                "SERVICE_UNAVAILABLE",
                "Read model 'mfa-status' has not reached the asked log position yet");
        assertThat(position(answer)).isEqualTo("12");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "abc", "1.5", "99999999999999999999", "1e3", "60"})
    void a_position_that_is_none_is_refused(String sent) {
        assertRefused(
                client.get("/api/user", "Authorization", "Bearer good", "X-Min-Log-Position", sent),
                400,
                "BAD_REQUEST",
                "Invalid X-Min-Log-Position");
    }

    private String position(HttpResponse<String> answer) {
        return answer.headers()
                .firstValue("X-Log-Position")
                .map(text -> Long.toString(encrypted.decrypt(text).orElseThrow()))
                .orElse("");
    }
}

package io.ssouser.app.http;

import static io.ssouser.app.http.Envelope.assertEnveloped;
import static io.ssouser.app.http.Envelope.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;

import io.ssouser.domain.Outcome;
import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.eventstore.log.CommitTooLarge;
import io.ssouser.eventstore.log.LogBroken;
import io.ssouser.eventstore.log.LogUnavailable;
import io.ssouser.eventstore.log.StoreRefused;
import io.ssouser.eventstore.log.StoreUnavailable;
import io.ssouser.projections.store.StoreFailure;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorEnvelopeTest extends EdgeTest {
    private static final String CHANGE = "/api/user/change-password";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET|/nope|404|NOT_FOUND|Not found",
                "GET|/api/user/nope|404|NOT_FOUND|Not found",
                "GET|/api/user/devices/d%201/x|404|NOT_FOUND|Not found",
                "GET|/error|404|NOT_FOUND|Not found",
                "GET|/.well-known/openid-configuration|404|NOT_FOUND|Not found",
                "PUT|/api/user|405|BAD_REQUEST|Method not allowed",
                "GET|/api/auth/login|405|BAD_REQUEST|Method not allowed",
                "GET|/api/user/devices?page=abc|400|BAD_REQUEST|Invalid value for 'page'",
                "GET|/api/user/devices?page=-1|400|BAD_REQUEST|Invalid value for 'page'",
                "GET|/api/user/devices?limit=99999999999|400|BAD_REQUEST|Invalid value for 'limit'",
                "GET|/api/user//devices|400|BAD_REQUEST|Bad request",
                "GET|/api/user;x=1|400|BAD_REQUEST|Bad request",
                "GET|/api/user/%2e%2e/x|400|BAD_REQUEST|Bad request",
            })
    void a_request_that_finds_no_controller_is_refused_in_the_envelope(
            String method, String path, int status, String code, String message) {
        assertRefused(client.send(method, path, null, "Authorization", "Bearer good"), status, code, message);
    }

    @Test
    void a_wrong_method_is_told_the_right_ones() {
        assertThat(client.get("/api/auth/login").headers().firstValue("Allow")).contains("POST");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/user/change-password|{\"current_password\":\"a\"}|422|Invalid JSON data: 'new_password' is missing or of the wrong type",
                "/api/user/change-password|{\"current_password\":12,\"new_password\":\"b\"}|422|Invalid JSON data: 'current_password' is missing or of the wrong type",
                "/api/user/change-password|{\"current_password\":true,\"new_password\":\"b\"}|422|Invalid JSON data: 'current_password' is missing or of the wrong type",
                "/api/user/change-password|{\"current_password\":null,\"new_password\":\"b\"}|422|Invalid JSON data: 'current_password' is missing or of the wrong type",
                "/api/user/change-password|{\"current_password\":\"a\",\"new_password\":\"half \\ud83d\"}|422|Invalid JSON data: 'new_password' is missing or of the wrong type",
                "/api/auth/login|{\"email\":\"a@b.co\",\"password\":\"\\udc22 half\"}|400|Invalid JSON data: 'password' is missing or of the wrong type",
                "/api/user/change-password|[]|422|Invalid JSON data: not the object that is expected here",
                "/api/user/change-password|{|400|JSON syntax error: the body is not a complete JSON document",
                "/api/user/change-password|{\"current_password\":\"a\",\"new_password\":\"b\"} x|400|JSON syntax error: the body is not a complete JSON document",
                "/api/user/change-password|{\"current_password\":\"a\",\"current_password\":\"b\",\"new_password\":\"c\"}|400|JSON syntax error: the body is not a complete JSON document",
                "/api/user/mfa/verify|{}|422|Invalid JSON data: 'code' is missing or of the wrong type",
                "/api/user/devices/x/revoke|{\"reason\":1}|422|Invalid JSON data: 'reason' is missing or of the wrong type",
                "/api/auth/mfa/verify|{\"code\":\"1\"}|422|Invalid JSON data: 'preauth_token' is missing or of the wrong type",
                "/api/auth/resend-verification|{}|422|Invalid JSON data: 'email' is missing or of the wrong type",
                "/api/auth/register|{\"email\":\"a@b.co\"}|400|Invalid JSON data: 'password' is missing or of the wrong type",
                "/api/auth/login|{\"email\":1.5,\"password\":\"b\"}|400|Invalid JSON data: 'email' is missing or of the wrong type",
                "/api/auth/refresh|{}|400|Invalid JSON data: 'refresh_token' is missing or of the wrong type",
                "/api/auth/refresh|nonsense|400|JSON syntax error: the body is not a complete JSON document",
            })
    void a_body_that_does_not_fit_is_refused_with_the_status_of_its_route(
            String path, String body, int status, String message) {
        assertRefused(client.post(path, body, "Authorization", "Bearer good"), status, "BAD_REQUEST", message);
        assertThat(account.commands).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/api/user/change-password,415", "/api/auth/login,400", "/api/auth/mfa/verify,415"})
    void a_body_that_does_not_call_itself_json_is_refused(String path, int status) {
        HttpResponse<String> answer =
                client.post(path, "{}", "Authorization", "Bearer good", "Content-Type", "text/plain");

        assertRefused(answer, status, "BAD_REQUEST", "Content-Type must be application/json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null"})
    void an_empty_body_is_refused_where_one_is_needed(String body) {
        assertEnveloped(client.post(CHANGE, body, "Authorization", "Bearer good"), 400);
    }

    @Test
    void nesting_without_end_is_refused() {
        String deep = "{\"x\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}";

        assertEnveloped(client.post(CHANGE, deep, "Authorization", "Bearer good"), 400);
    }

    @Test
    void a_charset_that_nobody_knows_is_refused() {
        assertThat(client.post("/api/auth/login", "{}", "Content-Type", "application/json;charset=klingon")
                        .statusCode())
                .isBetween(400, 415);
    }

    @Test
    void unknown_members_are_ignored() {
        String body = "{\"current_password\":\"a\",\"new_password\":\"b\",\"more\":{\"and\":[1]}}";

        assertThat(client.post(CHANGE, body, "Authorization", "Bearer good").statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_body_of_two_mebibytes_is_refused_with_413() {
        String body = "{\"current_password\":\"" + "a".repeat(2 << 20) + "\",\"new_password\":\"b\"}";

        assertRefused(
                client.post(CHANGE, body, "Authorization", "Bearer good"),
                413,
                "BAD_REQUEST",
                "Request body is too large");
    }

    @Test
    void a_refusal_that_the_log_remembers_is_told_like_any_other() {
        account.answers(command -> Outcome.denied(Refusal.WRONG_CURRENT_PASSWORD));

        assertRefused(changePassword(), 401, "UNAUTHORIZED", "Current password is incorrect");
    }

    @Test
    void a_full_hashing_queue_asks_to_come_back() {
        account.answers(command -> Outcome.denied(Refusal.HASHING_BUSY));

        HttpResponse<String> answer = changePassword();

        assertRefused(answer, 429, "TOO_MANY_REQUESTS", "Password processing is busy. Please try again shortly.");
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    }

    static Stream<RuntimeException> troublesOfAStore() {
        SQLException full = new SQLException("database or disk is full", null, 13);
        return Stream.of(
                new LogUnavailable("secret disk", new IllegalStateException("/var/secret")),
                StoreUnavailable.or("Cannot write /var/secret", full),
                new StoreRefused("The user of /var/secret may not write any more"),
                StoreFailure.of(full, true),
                new IllegalStateException(new StoreUnavailable("/var/secret is closed")));
    }

    @ParameterizedTest
    @MethodSource("troublesOfAStore")
    void a_store_that_cannot_answer_is_503_and_tells_nothing_of_itself(RuntimeException trouble) {
        account.answers(command -> {
            throw trouble;
        });

        HttpResponse<String> answer = changePassword();

        assertRefused(answer, 503, "SERVICE_UNAVAILABLE", "Service is temporarily unavailable");
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    }

    static Stream<RuntimeException> defects() {
        SQLException syntax = new SQLException("near secret: syntax error", null, 1);
        SQLException constraint = new SQLException("UNIQUE constraint failed: secret", null, 2067);
        return Stream.of(
                StoreUnavailable.or("Cannot write state.db", syntax),
                StoreUnavailable.or("Cannot write state.db", constraint),
                StoreFailure.of(syntax, false),
                new LogBroken("There is no event at position 7"));
    }

    @ParameterizedTest
    @MethodSource("defects")
    void what_waiting_does_not_mend_is_500(RuntimeException defect) {
        account.answers(command -> {
            throw defect;
        });

        assertRefused(changePassword(), 500, "INTERNAL_SERVER_ERROR", "Internal server error");
    }

    @Test
    void a_change_too_large_for_the_log_is_413() {
        account.answers(command -> {
            throw new CommitTooLarge(2_000_000, 1_000_000);
        });

        assertRefused(changePassword(), 413, "BAD_REQUEST", "The change is too large to be stored");
    }

    @Test
    void a_lost_race_is_run_again_and_is_503_when_it_goes_on() {
        account.answers(command -> {
            if (account.commands.size() < 3) {
                throw new ConcurrencyException("another writer");
            }
            return Outcome.done(SESSION);
        });

        assertThat(changePassword().statusCode()).isEqualTo(200);
        account.answers(command -> {
            throw new ConcurrencyException("another writer");
        });
        assertRefused(changePassword(), 503, "SERVICE_UNAVAILABLE", "Service is temporarily unavailable");
        assertThat(account.commands).hasSize(3 + 10);
    }

    @Test
    void what_nobody_foresaw_is_500_without_a_word_of_the_exception() {
        account.answers(command -> {
            throw new IllegalStateException("ada@example.org at line 12");
        });

        assertRefused(changePassword(), 500, "INTERNAL_SERVER_ERROR", "Internal server error");
    }

    @Test
    void whatever_the_client_accepts_it_gets_json() {
        doThrow(new Refused(Refusal.CONFIRMATION_UNKNOWN)).when(confirmation).confirm(any());

        assertRefused(
                client.get("/auth/verify-email?token=x", "Accept", "text/html"),
                400,
                "BAD_REQUEST",
                "Invalid verification token");
        assertThat(client.get("/api/user", "Accept", "text/csv", "Authorization", "Bearer good")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void every_refused_request_is_counted_by_its_reason() {
        account.answers(command -> Outcome.denied(Refusal.NO_PASSWORD));
        changePassword();

        String metrics = new Client(managementPort, "127.0.0.1")
                .get("/actuator/prometheus", "Authorization", "Bearer scrape")
                .body();

        assertThat(metrics).containsPattern("sso_refusals_total\\{[^}]*reason=\"no_password\"[^}]*} [1-9]");
    }

    private HttpResponse<String> changePassword() {
        return client.post(
                CHANGE,
                "{\"current_password\":\"old\",\"new_password\":\"new password\"}",
                "Authorization",
                "Bearer good");
    }
}

package io.ssouser.app.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.app.journey.Accounts;
import io.ssouser.app.journey.AnyStore;
import io.ssouser.app.journey.Authenticator;
import io.ssouser.app.journey.Browser;
import io.ssouser.app.journey.Browser.Reply;
import io.ssouser.app.journey.MovableClock;
import io.ssouser.app.journey.RunningService;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** {@code POST /api/auth/step-up}, and the routes that ask for it. */
@AnyStore
class StepUpContractTest {
    private static final MovableClock CLOCK = new MovableClock();
    private static final RunningService SERVICE = RunningService.at(CLOCK, "sso.step-up-after=5m");
    private static final Accounts ACCOUNTS = new Accounts(SERVICE);
    private static final String PATH = "/api/auth/step-up";

    @AfterAll
    static void stop() {
        SERVICE.close();
    }

    @ParameterizedTest
    @CsvSource({"POST,/api/user/mfa/setup", "DELETE,/api/user/mfa", "POST,/api/user/mfa/backup-codes/regenerate"})
    void five_minutes_after_signing_in_a_sensitive_route_asks_for_it(String method, String path) {
        Browser ada = ACCOUNTS.newSignedIn("stale");
        CLOCK.pass(Duration.ofMinutes(5));

        Reply refused = ada.send(method, path, "{}");

        assertRefused(refused, 403, "STEP_UP_REQUIRED", "Please sign in again to do this.");
    }

    @Test
    void the_refusal_says_what_would_do() {
        Browser ada = ACCOUNTS.newSignedIn("methods");
        CLOCK.pass(Duration.ofMinutes(5));

        Reply refused = ada.post("/api/user/mfa/setup");

        assertThat(refused.json().propertyNames()).containsExactly("error", "error_code", "timestamp", "methods");
        assertThat(methods(refused)).containsExactly("password");
        assertThat(methods(ada.send("POST", "/api/user/mfa/setup", "{}", "Accept", "application/problem+json")))
                .containsExactly("password");
    }

    @Test
    void with_mfa_on_only_its_codes_would_do() {
        Browser ada = ACCOUNTS.newSignedIn("methods");
        ACCOUNTS.secondFactor(ada);
        CLOCK.pass(Duration.ofMinutes(5));

        assertThat(methods(ada.delete("/api/user/mfa"))).containsExactly("totp", "backup_code");
    }

    private static List<String> methods(Reply refused) {
        return refused.json()
                .get("methods")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    @Test
    void the_password_opens_the_sensitive_routes_again_in_this_session_alone() {
        String email = Accounts.address("step");
        ACCOUNTS.confirmed(email);
        Browser ada = ACCOUNTS.signedIn(email);
        Browser other = ACCOUNTS.signedIn(email);
        CLOCK.pass(Duration.ofMinutes(6));

        Reply done = ada.post(PATH, Map.of("password", Accounts.PASSWORD));

        assertThat(done.status()).as(done.body()).isEqualTo(200);
        assertThat(done.body()).isEqualTo("{\"message\":\"Identity confirmed\"}");
        assertThat(ada.post("/api/user/mfa/setup").status()).isEqualTo(200);
        assertThat(other.post("/api/user/mfa/setup").status()).isEqualTo(403);
        assertThat(ada.get("/api/user").status()).isEqualTo(200);
        assertThat(other.get("/api/user").status()).isEqualTo(200);
    }

    @Test
    void with_mfa_on_it_takes_a_code_and_each_code_once() {
        Browser ada = ACCOUNTS.newSignedIn("code");
        Authenticator authenticator = ACCOUNTS.secondFactor(ada);
        CLOCK.pass(Duration.ofMinutes(6));
        String code = authenticator.code(0);

        assertRefused(
                ada.post(PATH, Map.of("password", Accounts.PASSWORD)),
                400,
                "BAD_REQUEST",
                "MFA is enabled. Please send a code");
        assertRefused(ada.post(PATH, Map.of("code", "000000")), 401, "UNAUTHORIZED", "Invalid MFA code");
        assertThat(ada.delete("/api/user/mfa").status()).isEqualTo(403);
        assertThat(ada.post(PATH, Map.of("code", code)).status()).isEqualTo(200);
        assertRefused(ada.post(PATH, Map.of("code", code)), 401, "UNAUTHORIZED", "Invalid MFA code");
        assertThat(ada.post(PATH, Map.of("code", authenticator.backupCodes().get(0)))
                        .status())
                .isEqualTo(200);
        assertThat(ada.delete("/api/user/mfa").status()).isEqualTo(200);
    }

    @Test
    void a_wrong_password_is_refused_and_ten_of_them_lock() {
        Browser ada = ACCOUNTS.newSignedIn("wrong");
        assertRefused(
                ada.post(PATH, Map.of("password", "wrong horse")),
                401,
                "UNAUTHORIZED",
                "Current password is incorrect");
        int wrong = 1;
        while (wrong < 15
                && ada.post(PATH, Map.of("password", "wrong horse " + wrong)).status() == 401) {
            wrong++;
        }
        assertThat(wrong)
                .as("ten; more only where nodes took one for a repeated one")
                .isBetween(10, 12);

        Reply locked = ada.post(PATH, Map.of("password", Accounts.PASSWORD));

        assertRefused(locked, 429, "TOO_MANY_REQUESTS", "Too many failed attempts. Please try again later.");
        assertThat(Integer.parseInt(locked.header("Retry-After"))).isBetween(840, 900);
    }

    @Test
    void what_is_neither_a_password_nor_a_code_is_refused() {
        Browser ada = ACCOUNTS.newSignedIn("neither");

        assertRefused(ada.post(PATH, Map.of()), 400, "BAD_REQUEST", "Send either a password or a code");
        assertRefused(
                ada.post(PATH, Map.of("password", Accounts.PASSWORD, "code", "000000")),
                400,
                "BAD_REQUEST",
                "Send either a password or a code");
        assertRefused(ada.post(PATH, Map.of("code", "000000")), 400, "BAD_REQUEST", "MFA is not enabled");
    }

    @Test
    void without_a_bearer_nobody_steps_up() {
        Reply refused = SERVICE.browser().post(PATH, Map.of("password", Accounts.PASSWORD));

        assertRefused(refused, 401, "UNAUTHORIZED", "Missing or invalid Authorization header");
    }

    private static void assertRefused(Reply reply, int status, String code, String message) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        assertThat(reply.text("error_code")).isEqualTo(code);
        assertThat(reply.text("error")).isEqualTo(message);
    }
}

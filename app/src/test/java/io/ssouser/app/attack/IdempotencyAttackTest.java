package io.ssouser.app.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.app.journey.Accounts;
import io.ssouser.app.journey.Browser;
import io.ssouser.app.journey.Browser.Reply;
import io.ssouser.app.journey.MovableClock;
import io.ssouser.app.journey.RunningService;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A kept answer is no way around what the request would be asked for. */
class IdempotencyAttackTest {
    private static final MovableClock CLOCK = new MovableClock();
    private static final RunningService SERVICE = RunningService.at(CLOCK);
    private static final Accounts ACCOUNTS = new Accounts(SERVICE);
    private static final String CODES = "/api/user/mfa/backup-codes/regenerate";

    @AfterAll
    static void stop() {
        SERVICE.close();
    }

    private static Reply keyed(Browser browser, String method, String path, String body, String key) {
        return browser.send(method, path, body, "Idempotency-Key", key);
    }

    private static String newAddress() {
        return "{\"email\":\"" + Accounts.address("moved") + "\"}";
    }

    @Test
    void another_session_of_the_account_is_not_given_the_answer_of_the_first() {
        String email = Accounts.address("sessions");
        ACCOUNTS.confirmed(email);
        Browser first = ACCOUNTS.signedIn(email);
        Browser second = ACCOUNTS.signedIn(email);
        String key = UUID.randomUUID().toString();
        String body = newAddress();
        assertThat(keyed(first, "PATCH", "/api/user", body, key).status()).isEqualTo(200);
        CLOCK.pass(Duration.ofDays(1).minusMinutes(1));

        Reply stale = keyed(second, "PATCH", "/api/user", body, key);

        assertThat(stale.status()).isEqualTo(403);
        assertThat(stale.text("error_code")).isEqualTo("STEP_UP_REQUIRED");
        assertThat(stale.header("Idempotency-Replayed")).isNull();
    }

    @Test
    void a_session_whose_proof_is_not_fresh_any_more_is_asked_for_it_before_its_own_answer_is_given_again() {
        Browser ada = ACCOUNTS.newSignedIn("stale");
        String key = UUID.randomUUID().toString();
        String body = newAddress();
        Reply first = keyed(ada, "PATCH", "/api/user", body, key);
        assertThat(keyed(ada, "PATCH", "/api/user", body, key).header("Idempotency-Replayed"))
                .isEqualTo("true");
        CLOCK.pass(Duration.ofDays(1).minusMinutes(1));

        Reply stale = keyed(ada, "PATCH", "/api/user", body, key);

        assertThat(first.status()).isEqualTo(200);
        assertThat(stale.status()).isEqualTo(403);
        assertThat(stale.text("error_code")).isEqualTo("STEP_UP_REQUIRED");
    }

    @Test
    void a_session_that_has_ended_is_given_nothing() {
        Browser ada = ACCOUNTS.newSignedIn("ended");
        String key = UUID.randomUUID().toString();
        assertThat(keyed(ada, "POST", "/api/user/devices/revoke-all", "{}", key).status())
                .isEqualTo(200);
        ada.post("/api/auth/logout");

        assertThat(keyed(ada, "POST", "/api/user/devices/revoke-all", "{}", key).status())
                .isEqualTo(401);
    }

    @Test
    void an_answer_with_secrets_is_not_given_again() {
        Browser ada = ACCOUNTS.newSignedIn("secrets");
        String setup = UUID.randomUUID().toString();
        Reply secret = keyed(ada, "POST", "/api/user/mfa/setup", "{}", setup);
        assertThat(keyed(ada, "POST", "/api/user/mfa/setup", "{}", setup).text("secret"))
                .isNotEqualTo(secret.text("secret"));
        ACCOUNTS.secondFactor(ada);
        String key = UUID.randomUUID().toString();
        Reply codes = keyed(ada, "POST", CODES, "{}", key);

        Reply again = keyed(ada, "POST", CODES, "{}", key);

        assertThat(codes.status()).as(codes.body()).isEqualTo(200);
        assertThat(again.header("Idempotency-Replayed")).isNull();
        assertThat(again.body()).isNotEqualTo(codes.body());
    }
}

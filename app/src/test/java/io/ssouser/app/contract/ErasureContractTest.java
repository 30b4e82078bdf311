package io.ssouser.app.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ssouser.app.background.DueErasures;
import io.ssouser.app.journey.Accounts;
import io.ssouser.app.journey.Browser;
import io.ssouser.app.journey.Browser.Reply;
import io.ssouser.app.journey.MovableClock;
import io.ssouser.app.journey.RunningService;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** {@code DELETE /api/user} and its change of mind. */
class ErasureContractTest {
    private static final Duration WINDOW = Duration.ofDays(14);
    private static final MovableClock CLOCK = new MovableClock();
    private static final RunningService SERVICE = RunningService.at(CLOCK, "sso.step-up-after=5m");
    private static final Accounts ACCOUNTS = new Accounts(SERVICE);

    @AfterAll
    static void stop() {
        SERVICE.close();
    }

    @Test
    void an_owner_may_change_their_mind_until_the_day_comes() {
        Browser browser = ACCOUNTS.newSignedIn("undecided");
        assertThat(browser.get("/api/user/erasure").json().get("erase_at").isNull())
                .isTrue();

        Reply asked = browser.delete("/api/user");

        assertThat(asked.status()).isEqualTo(202);
        Instant day = Instant.parse(asked.text("erase_at"));
        assertThat(day)
                .isBetween(
                        CLOCK.instant().plus(WINDOW).minusSeconds(60),
                        CLOCK.instant().plus(WINDOW));
        assertThat(browser.delete("/api/user").text("erase_at")).isEqualTo(asked.text("erase_at"));
        assertThat(browser.get("/api/user/erasure").text("erase_at")).isEqualTo(asked.text("erase_at"));
        SERVICE.bean(DueErasures.class).eraseDue();
        assertThat(browser.get("/api/user").status()).isEqualTo(200);

        assertThat(browser.post("/api/user/erasure/cancel").status()).isEqualTo(200);
        assertThat(browser.post("/api/user/erasure/cancel").status()).isEqualTo(200);
        assertThat(browser.get("/api/user/erasure").json().get("erase_at").isNull())
                .isTrue();
    }

    @Test
    void the_wish_ends_other_sessions_needs_a_fresh_proof_and_is_told_by_mail() {
        String email = Accounts.address("wish");
        ACCOUNTS.confirmed(email);
        Browser other = ACCOUNTS.signedIn(email);
        Browser browser = ACCOUNTS.signedIn(email);
        CLOCK.pass(Duration.ofMinutes(6));
        Reply stale = browser.delete("/api/user");
        assertThat(stale.status()).isEqualTo(403);
        assertThat(stale.text("error_code")).isEqualTo("STEP_UP_REQUIRED");
        assertThat(other.get("/api/user").status()).isEqualTo(200);

        browser.post("/api/auth/step-up", Map.of("password", Accounts.PASSWORD));
        assertThat(browser.delete("/api/user").status()).isEqualTo(202);

        assertThat(other.get("/api/user").status()).isEqualTo(401);
        assertThat(browser.get("/api/user").status()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> SERVICE.mailbox().mailsTo(email).stream()
                        .anyMatch(mail -> mail.contains("asked us to erase your account")));
    }

    @Test
    void without_a_session_there_is_nothing_to_erase() {
        for (String path : List.of("/api/user", "/api/user/erasure")) {
            assertThat(SERVICE.browser().send("DELETE", path, null).status()).isEqualTo(401);
        }
        assertThat(SERVICE.browser().get("/api/user/erasure").status()).isEqualTo(401);
        assertThat(SERVICE.browser().post("/api/user/erasure/cancel").status()).isEqualTo(401);
    }
}

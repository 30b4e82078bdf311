package io.ssouser.app.contract;

import static io.ssouser.app.http.Envelope.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ssouser.app.journey.Accounts;
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

/** {@code /api/auth/forgot-password} and {@code /api/auth/reset-password}: wire contract, section 11. */
class RecoveryContractTest {
    private static final MovableClock CLOCK = new MovableClock();
    private static final RunningService SERVICE = RunningService.at(CLOCK);
    private static final Accounts ACCOUNTS = new Accounts(SERVICE);
    private static final String NEW = "a brand new day";
    private static final String SENT =
            "{\"message\":\"If an account with that email exists, a password reset link has been sent.\"}";

    @AfterAll
    static void stop() {
        SERVICE.close();
    }

    @Test
    void who_forgot_the_password_resets_it_by_mail_and_every_session_ends_while_devices_and_mfa_stay() {
        String email = Accounts.address("forgot");
        ACCOUNTS.confirmed(email);
        Browser ada = ACCOUNTS.signedIn(email);
        Authenticator authenticator = ACCOUNTS.secondFactor(ada);

        String token = forgotten(email);
        Reply done = reset(token, NEW);

        assertThat(done.status()).as(done.body()).isEqualTo(200);
        assertThat(done.body())
                .isEqualTo(
                        "{\"message\":\"Password has been reset successfully. Please log in with your new password.\","
                                + "\"also_opens\":{\"identities\":[],\"second_factor\":true,\"trusted_devices\":[]}}");
        assertRefused(ada.get("/api/user").http(), 401, "UNAUTHORIZED", "Session revoked or expired");
        assertRefused(
                ada.post("/api/auth/refresh", Map.of("refresh_token", String.valueOf(ada.refreshToken())))
                        .http(),
                401,
                "UNAUTHORIZED",
                "Invalid refresh token");
        assertThat(ada.login(email, Accounts.PASSWORD).status()).isEqualTo(401);
        Reply challenge = ada.login(email, NEW);
        assertThat(challenge.json().get("expires_in").asInt()).isEqualTo(300);
        Reply tokens = ada.post(
                "/api/auth/mfa/verify",
                Map.of(
                        "preauth_token",
                        challenge.text("access_token"),
                        "code",
                        authenticator.backupCodes().get(0)));
        ada.keep(tokens);
        assertThat(ada.get("/api/user/devices").json().get("total").asInt())
                .as("the device is the one from before")
                .isEqualTo(1);
        assertThat(ada.get("/api/user/audit").body())
                .contains("user.password-reset-requested", "user.password-reset\"");
        await().atMost(Duration.ofSeconds(10))
                .until(() -> mails(email).stream().anyMatch(mail -> mail.contains("was reset by a link")));
    }

    @Test
    void a_link_works_once() {
        String email = Accounts.address("once");
        ACCOUNTS.confirmed(email);
        String token = forgotten(email);
        assertThat(reset(token, NEW).status()).isEqualTo(200);

        assertRefused(reset(token, NEW + "!").http(), 400, "BAD_REQUEST", "Reset token has already been used");
        assertThat(SERVICE.browser().login(email, NEW).status()).isEqualTo(200);
    }

    @Test
    void a_link_works_for_an_hour() {
        String email = Accounts.address("late");
        ACCOUNTS.confirmed(email);
        String token = forgotten(email);
        CLOCK.pass(Duration.ofHours(1));

        assertRefused(reset(token, NEW).http(), 400, "BAD_REQUEST", "Reset token has expired");
    }

    @Test
    void what_is_no_link_resets_nothing() {
        for (String token :
                List.of("", "x", "6e7c2f0e-54f5-4b3d-8a52-0c8b8f6cbb8e", "' OR 1=1 --", "x".repeat(100_000))) {
            assertRefused(reset(token, NEW).http(), 400, "BAD_REQUEST", "Invalid reset token");
        }
    }

    @Test
    void a_password_that_is_not_good_enough_leaves_the_link_good() {
        String email = Accounts.address("weak");
        ACCOUNTS.confirmed(email);
        String token = forgotten(email);

        assertRefused(
                reset(token, "seven77").http(), 400, "BAD_REQUEST", "Password must be at least 8 characters long");
        assertThat(reset(token, "password1").text("error_code")).isEqualTo("WEAK_PASSWORD");
        assertThat(reset(token, NEW).status()).isEqualTo(200);
    }

    @Test
    void an_account_that_is_not_confirmed_is_by_the_reset() {
        String email = Accounts.address("unconfirmed");
        SERVICE.browser().post("/api/auth/register", Map.of("email", email, "password", Accounts.PASSWORD));
        SERVICE.mailbox().linkFor(email);
        assertThat(reset(forgotten(email), NEW).status()).isEqualTo(200);

        assertThat(SERVICE.browser().login(email, NEW).status()).isEqualTo(200);
        assertThat(SERVICE.browser().login(email, Accounts.PASSWORD).status()).isEqualTo(401);
    }

    @Test
    void every_address_gets_the_same_answer_and_a_stranger_no_mail() {
        String stranger = Accounts.address("stranger");
        for (String email : List.of(stranger, "no address", "")) {
            Reply answer = SERVICE.browser().post("/api/auth/forgot-password", Map.of("email", email));
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(SENT);
            assertThat(answer.header("X-Log-Position")).isNull();
        }
        assertThat(mails(stranger)).isEmpty();
    }

    @Test
    void the_link_opens_a_form_that_saves_the_password_without_a_script() {
        String email = Accounts.address("page");
        ACCOUNTS.confirmed(email);
        String link = "/reset-password?token=" + forgotten(email);
        Browser browser = SERVICE.browser();

        Reply page = browser.open(link);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .contains("<form method=\"post\">", "name=\"password\"")
                .doesNotContain("<script");
        assertThat(browser.submit(link, Map.of("password", "seven77")).body())
                .contains("Password must be at least 8 characters long", "name=\"password\"");
        Reply done = browser.submit(link, Map.of("password", "schöne neue Welt & mehr"));

        assertThat(done.status()).as(done.body()).isEqualTo(200);
        assertThat(SERVICE.browser().login(email, "schöne neue Welt & mehr").status())
                .isEqualTo(200);
        assertThat(browser.open(link).body()).contains("Already done");
        assertThat(browser.submit(link, Map.of("password", NEW)).body()).contains("Already done");
    }

    private static String forgotten(String email) {
        int before = links(email).size();
        Reply answer = SERVICE.browser().post("/api/auth/forgot-password", Map.of("email", email));
        assertThat(answer.body()).isEqualTo(SENT);
        await().atMost(Duration.ofSeconds(10)).until(() -> links(email).size() > before);
        String link = links(email).get(0);
        return link.substring(link.indexOf("token=") + 6).lines().findFirst().orElseThrow();
    }

    private static List<String> links(String email) {
        return mails(email).stream()
                .filter(mail -> mail.contains("/reset-password?token="))
                .toList();
    }

    private static List<String> mails(String email) {
        return SERVICE.mailbox().mailsTo(email);
    }

    private static Reply reset(String token, String password) {
        return SERVICE.browser().post("/api/auth/reset-password", Map.of("token", token, "new_password", password));
    }
}

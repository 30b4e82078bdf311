package io.ssouser.app.contract;

import static io.ssouser.app.http.Envelope.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ssouser.app.journey.Accounts;
import io.ssouser.app.journey.AnyStore;
import io.ssouser.app.journey.Browser;
import io.ssouser.app.journey.Browser.Reply;
import io.ssouser.app.journey.FakeGitHub;
import io.ssouser.app.journey.MovableClock;
import io.ssouser.app.journey.ProviderHandshake;
import io.ssouser.app.journey.RunningService;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code /api/user/change-password} and {@code /api/user/set-password}: wire contract, section 7. */
@AnyStore
class PasswordContractTest {
    private static final MovableClock CLOCK = new MovableClock();
    private static final String NEW = "a brand new day";
    private static final String TOO_EASY =
            "Password is too easy to guess. Use several unrelated words, and nothing from your email address";

    private static FakeGitHub github;
    private static RunningService service;
    private static Accounts accounts;
    private static long subjects = 70_000;

    @BeforeAll
    static void start() {
        github = new FakeGitHub();
        service = RunningService.at(
                CLOCK,
                Stream.of(
                                new String[] {
                                    "sso.redirect-uris=" + ProviderHandshake.APPLICATION,
                                    "sso.base-url=http://sso.example.org",
                                    "sso.step-up-after=5m",
                                    "sso.password-min-length=10"
                                },
                                github.settings())
                        .flatMap(Stream::of)
                        .toArray(String[]::new));
        accounts = new Accounts(service);
    }

    @AfterAll
    static void stop() {
        service.close();
        github.close();
    }

    @Test
    void a_change_keeps_this_session_and_its_device_ends_the_others_and_is_told_by_mail() {
        String email = Accounts.address("change");
        accounts.confirmed(email);
        Browser ada = accounts.signedIn(email);
        Browser other = accounts.signedIn(email);

        Reply changed = change(ada, Accounts.PASSWORD, NEW);

        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(changed.body()).isEqualTo("{\"message\":\"Password changed successfully\"}");
        assertThat(ada.get("/api/user").status()).isEqualTo(200);
        assertRefused(other.get("/api/user").http(), 401, "UNAUTHORIZED", "Session revoked or expired");
        assertThat(ada.get("/api/user/devices").json().get("total").asInt()).isEqualTo(2);
        assertThat(service.browser().login(email, Accounts.PASSWORD).status()).isEqualTo(401);
        assertThat(service.browser().login(email, NEW).status()).isEqualTo(200);
        awaitMail(email, "the password of your account was changed just now");
    }

    @Test
    void each_refused_change_says_why_and_changes_nothing() {
        String email = Accounts.address("refused");
        accounts.confirmed(email);
        Browser ada = accounts.signedIn(email);

        assertRefused(change(ada, "wrong", NEW).http(), 401, "UNAUTHORIZED", "Current password is incorrect");
        assertRefused(
                change(ada, Accounts.PASSWORD, "nine left").http(),
                400,
                "BAD_REQUEST",
                "New password must be at least 10 characters long");
        assertRefused(
                change(ada, Accounts.PASSWORD, "x".repeat(1_025)).http(),
                400,
                "BAD_REQUEST",
                "Password must not exceed 1024 UTF-8 bytes");
        assertRefused(change(ada, Accounts.PASSWORD, "Password123!").http(), 400, "WEAK_PASSWORD", TOO_EASY);
        assertThat(service.browser().login(email, Accounts.PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void an_account_that_came_from_a_provider_sets_its_first_password() {
        String email = Accounts.address("first");
        Browser ada = bornAtGitHub(email);
        assertRefused(
                change(ada, "anything", NEW).http(),
                400,
                "BAD_REQUEST",
                "Cannot change password for OAuth-only accounts. Please set a password first.");
        Browser elsewhere = signedInAtGitHub(email);

        Reply set = set(ada, NEW);

        assertThat(set.status()).as(set.body()).isEqualTo(200);
        assertThat(set.body()).isEqualTo("{\"message\":\"Password set successfully\"}");
        assertThat(ada.get("/api/user/identities").body()).contains("github", "password");
        assertThat(elsewhere.get("/api/user").status()).isEqualTo(401);
        assertThat(service.browser().login(email, NEW).status()).isEqualTo(200);
        awaitMail(email, "your account got a password just now");
        assertRefused(
                set(ada, NEW + " after it").http(),
                400,
                "BAD_REQUEST",
                "Password is already set. Use the change password endpoint instead.");
    }

    @Test
    void a_first_password_has_to_be_a_good_one() {
        String email = Accounts.address("choosy");
        Browser ada = bornAtGitHub(email);

        assertRefused(set(ada, "too short").http(), 400, "BAD_REQUEST", "Password must be at least 10 characters long");
        assertRefused(set(ada, email).http(), 400, "WEAK_PASSWORD", TOO_EASY);
        assertThat(ada.get("/api/user/identities").body()).isEqualTo("[{\"provider\":\"github\"}]");
    }

    @Test
    void a_first_password_is_set_in_a_fresh_session_alone() {
        Browser ada = bornAtGitHub(Accounts.address("stale"));
        CLOCK.pass(Duration.ofMinutes(5));

        assertRefused(set(ada, NEW).http(), 403, "STEP_UP_REQUIRED", "Please sign in again to do this.");
        assertRefused(
                ada.post("/api/auth/step-up", Map.of("password", NEW)).http(),
                400,
                "BAD_REQUEST",
                "This account has no password. Please sign in again");
    }

    private static Browser bornAtGitHub(String email) {
        github.expect(++subjects, "somebody", email, true);
        return exchange();
    }

    private static Browser signedInAtGitHub(String email) {
        github.expect(subjects, "somebody", email, true);
        return exchange();
    }

    private static Browser exchange() {
        Browser browser = service.browser();
        Reply tokens = ProviderHandshake.signInAndExchange(browser, "github");
        assertThat(tokens.status()).as(tokens.body()).isEqualTo(200);
        return browser.keep(tokens);
    }

    private static Reply change(Browser browser, String current, String next) {
        return browser.post("/api/user/change-password", Map.of("current_password", current, "new_password", next));
    }

    private static Reply set(Browser browser, String next) {
        return browser.post("/api/user/set-password", Map.of("new_password", next));
    }

    private static void awaitMail(String email, String words) {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> service.mailbox().mailsTo(email).stream().anyMatch(mail -> mail.contains(words)));
    }
}

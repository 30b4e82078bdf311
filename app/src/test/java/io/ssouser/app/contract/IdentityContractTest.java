package io.ssouser.app.contract;

import static io.ssouser.app.journey.ProviderHandshake.APPLICATION;
import static io.ssouser.app.journey.ProviderHandshake.encoded;
import static io.ssouser.app.journey.ProviderHandshake.link;
import static io.ssouser.app.journey.ProviderHandshake.location;
import static io.ssouser.app.journey.ProviderHandshake.parameter;
import static io.ssouser.app.journey.ProviderHandshake.press;
import static io.ssouser.app.journey.ProviderHandshake.question;
import static io.ssouser.app.journey.ProviderHandshake.startLink;
import static io.ssouser.app.journey.ProviderHandshake.visit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ssouser.app.journey.Accounts;
import io.ssouser.app.journey.AnyStore;
import io.ssouser.app.journey.Browser;
import io.ssouser.app.journey.Browser.Reply;
import io.ssouser.app.journey.FakeGitHub;
import io.ssouser.app.journey.MovableClock;
import io.ssouser.app.journey.OpenIdServer;
import io.ssouser.app.journey.ProviderHandshake;
import io.ssouser.app.journey.RunningService;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code /api/user/identities}: wire contract, section 8. */
@AnyStore
class IdentityContractTest {
    private static final MovableClock CLOCK = new MovableClock();
    private static final String LIST = "/api/user/identities";

    private static FakeGitHub github;
    private static OpenIdServer openId;
    private static RunningService service;
    private static Accounts accounts;

    @BeforeAll
    static void start() {
        github = new FakeGitHub();
        openId = new OpenIdServer();
        service = RunningService.at(
                CLOCK,
                ProviderHandshake.settings(
                        new String[] {
                            "sso.step-up-after=5m",
                            "sso.providers.down.client-id=c",
                            "sso.providers.down.client-secret=s",
                            "sso.providers.down.issuer=http://127.0.0.1:1"
                        },
                        github.settings(),
                        openId.settings("google")));
        accounts = new Accounts(service);
    }

    @AfterAll
    static void stop() {
        service.close();
        openId.close();
        github.close();
    }

    @Test
    void a_registered_account_lists_its_password() {
        Browser owner = accounts.newSignedIn("lists");

        assertThat(owner.get(LIST).body()).isEqualTo("[{\"provider\":\"password\"}]");
    }

    @Test
    void a_github_account_is_linked_listed_and_unlinked_and_its_owner_is_told() {
        String email = Accounts.address("links");
        accounts.confirmed(email);
        Browser owner = accounts.signedIn(email);
        github.expect(583_231, "octocat", "octocat@example.org", true);

        Reply linked = link(owner, "github");

        assertThat(location(linked))
                .isEqualTo("http://sso.example.org/settings/connections?status=success&provider=github&action=link");
        assertThat(owner.get(LIST).body()).isEqualTo("[{\"provider\":\"password\"},{\"provider\":\"github\"}]");
        assertToldOf(email, "from now on you can sign in to your account with github.");
        assertThat(owner.get("/api/user").text("email")).isEqualTo(email);

        Reply unlinked = owner.delete(LIST + "/github");

        assertThat(unlinked.status()).isEqualTo(204);
        assertThat(unlinked.body()).isEmpty();
        assertThat(owner.get(LIST).body()).isEqualTo("[{\"provider\":\"password\"}]");
        assertToldOf(email, "you can no longer sign in to your account with github.");
        assertThat(owner.get("/api/user/audit").body())
                .contains("user.identity-linked", "user.identity-unlinked", "octocat");
    }

    @Test
    void the_page_for_who_named_no_application_says_how_it_went_and_nothing_that_was_sent_to_it() {
        assertThat(service.browser().get("/settings/connections?status=success").body())
                .contains("Account linked");
        assertThat(service.browser()
                        .get("/settings/connections?status=error&error=%3Cscript%3E")
                        .body())
                .contains("The account was not linked")
                .doesNotContain("script");
    }

    @Test
    void an_openid_account_is_linked_and_the_page_that_the_application_named_is_returned_to() {
        Browser owner = accounts.newSignedIn("returns");
        openId.expect("google", "returns-subject", "somebody@example.org", true);

        Reply started = owner.post(LIST + "/Google/link?redirect_uri=" + encoded(APPLICATION), Map.of());

        String back = visit(started.text("authorization_url"));
        assertThat(location(owner.get(back))).isEqualTo(APPLICATION + "?status=success&provider=google&action=link");
        assertThat(owner.get(LIST).body()).contains("google");
    }

    @Test
    void a_page_of_another_origin_whose_browser_kept_no_cookie_is_asked_and_links_on_the_button() {
        String email = Accounts.address("asked");
        accounts.confirmed(email);
        Browser owner = accounts.signedIn(email);
        github.expect(82, "hubot", "hubot@example.org", true);
        String back = visit(startLink(owner, "github"));
        Browser reader = service.browser();

        Reply page = reader.open(back);

        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.body())
                .contains("hubot", "github", "as***" + email.substring(email.indexOf('@') - 1))
                .doesNotContain(email.substring(0, email.indexOf('@')));
        assertThat(page.header("Content-Security-Policy")).contains("form-action 'self' https://app.example.org");
        assertThat(owner.get(LIST).body()).doesNotContain("github");

        Reply pressed = press(reader, "github", question(page), "link");

        assertThat(location(pressed)).isEqualTo(APPLICATION + "?status=success&provider=github&action=link");
        assertThat(owner.get(LIST).body()).contains("github");
        assertToldOf(email, "from now on you can sign in to your account with github.");
    }

    @Test
    void who_cancels_or_presses_nothing_links_nothing() {
        Browser owner = accounts.newSignedIn("cancels");
        github.expect(83, "cancels", "cancels@example.org", true);
        Browser reader = service.browser();
        Map<String, String> question = question(reader.open(visit(startLink(owner, "github"))));

        assertThat(location(press(reader, "github", question, "cancel")))
                .isEqualTo(APPLICATION + "?status=error&provider=github&action=link&error=access_denied");

        assertThat(press(reader, "github", question, "link").status())
                .as("it was answered")
                .isEqualTo(400);
        assertThat(owner.get(LIST).body()).doesNotContain("github");
    }

    @Test
    void what_was_asked_is_answered_within_ten_minutes() {
        Browser owner = accounts.newSignedIn("dithers");
        github.expect(84, "dithers", "dithers@example.org", true);
        Browser reader = service.browser();
        Map<String, String> question = question(reader.open(visit(startLink(owner, "github"))));
        CLOCK.pass(Duration.ofMinutes(10));

        assertThat(press(reader, "github", question, "link").status()).isEqualTo(400);

        assertThat(owner.get(LIST).body()).doesNotContain("github");
    }

    @Test
    void a_page_of_a_registered_application_is_returned_to_without_naming_it() {
        Browser owner = accounts.newSignedIn("from.a.page");
        openId.expect("google", "page-subject", "somebody@example.org", true);

        Reply started = owner.send("POST", LIST + "/google/link", "{}", "Origin", "https://app.example.org");

        assertThat(location(owner.get(visit(started.text("authorization_url")))))
                .isEqualTo(APPLICATION + "?status=success&provider=google&action=link");
    }

    @Test
    void an_application_of_another_origin_finishes_with_the_bearer_of_the_session_that_began() {
        Browser owner = accounts.newSignedIn("origin");
        Browser withoutCookies = service.browser().bearer(owner.accessToken());
        openId.expect("google", "origin-subject", "somebody@example.org", true);
        Reply started = withoutCookies.post(
                LIST + "/google/link?completion=bearer&redirect_uri=" + encoded(APPLICATION), Map.of());
        String back = visit(started.text("authorization_url"));

        String handedOver = location(service.browser().get(back));

        assertThat(handedOver).startsWith(APPLICATION + "?status=continue&provider=google&action=link&code=");
        Reply finished = withoutCookies.post(
                LIST + "/google/link/complete",
                Map.of("code", parameter(handedOver, "code"), "state", parameter(handedOver, "state")));
        assertThat(finished.status()).as(finished.body()).isEqualTo(200);
        assertThat(owner.get(LIST).body()).contains("google");
    }

    @Test
    void another_users_identity_is_a_conflict_and_nothing_is_told_of_them() {
        github.expect(77, "theirs", "theirs@example.org", true);
        String first = Accounts.address("first");
        accounts.confirmed(first);
        link(accounts.signedIn(first), "github");
        Browser second = accounts.newSignedIn("second");

        Reply conflict = link(second, "github");

        assertThat(conflict.status()).isEqualTo(400);
        assertThat(conflict.text("error_code")).isEqualTo("PROVIDER_ACCOUNT_CONFLICT");
        assertThat(conflict.body()).doesNotContain(first, "theirs");
        assertThat(second.get(LIST).body()).isEqualTo("[{\"provider\":\"password\"}]");
        assertThat(second.get("/api/user/audit").body()).contains("user.identity-link-refused");
    }

    @Test
    void a_freed_identity_may_be_linked_by_another() {
        github.expect(78, "moves", "moves@example.org", true);
        Browser first = accounts.newSignedIn("gives");
        link(first, "github");
        first.delete(LIST + "/github");

        Browser second = accounts.newSignedIn("takes");
        link(second, "github");

        assertThat(second.get(LIST).body()).contains("github");
    }

    @Test
    void a_second_account_of_one_provider_is_refused_before_anybody_is_sent_there() {
        github.expect(79, "one", "one@example.org", true);
        Browser owner = accounts.newSignedIn("twice");
        link(owner, "github");

        refused(
                owner.post(LIST + "/github/link", Map.of()),
                400,
                "Another account of this provider is linked already. Unlink it first.");
    }

    @Test
    void what_the_provider_refuses_is_told_to_the_application() {
        Browser owner = accounts.newSignedIn("denies");
        String state = parameter(startLink(owner, "google"), "state");

        String back =
                location(owner.get("/auth/google/callback?error=access_denied&error_description=no&state=" + state));

        assertThat(back)
                .isEqualTo("http://sso.example.org/settings/connections"
                        + "?status=error&provider=google&action=link&error=access_denied");
        assertThat(owner.get(LIST).body()).doesNotContain("google");
    }

    @Test
    void a_provider_that_does_not_answer_is_told_to_the_client_and_its_linking_is_not_begun() {
        Browser owner = accounts.newSignedIn("down");

        Reply started = owner.post(LIST + "/down/link", Map.of());

        assertThat(started.status()).isEqualTo(502);
        assertThat(started.text("error_code")).isEqualTo("OAUTH_ERROR");
        assertThat(started.header("Retry-After")).isNotNull();
        assertThat(started.header("Set-Cookie")).isNull();
    }

    @Test
    void linking_and_unlinking_ask_for_a_fresh_proof() {
        Browser owner = accounts.newSignedIn("stale");
        CLOCK.pass(Duration.ofMinutes(6));

        for (Reply reply :
                new Reply[] {owner.post(LIST + "/github/link", Map.of()), owner.delete(LIST + "/password")}) {
            assertThat(reply.status()).isEqualTo(403);
            assertThat(reply.text("error_code")).isEqualTo("STEP_UP_REQUIRED");
        }
    }

    @Test
    void the_way_to_the_provider_and_back_may_take_ten_minutes_and_no_longer() {
        github.expect(80, "slow", "slow@example.org", true);
        Browser slow = accounts.newSignedIn("slow");
        String back = visit(startLink(slow, "github"));
        CLOCK.pass(Duration.ofMinutes(10).minusSeconds(1));
        assertThat(location(slow.get(back))).contains("status=success");

        github.expect(81, "late", "late@example.org", true);
        Browser late = accounts.newSignedIn("late");
        String tooLate = visit(startLink(late, "github"));
        CLOCK.pass(Duration.ofMinutes(10));
        refused(late.get(tooLate), 400, "Invalid or expired state parameter");
    }

    @Test
    void the_last_way_in_cannot_be_unlinked() {
        Browser owner = accounts.newSignedIn("last");

        refused(
                owner.delete(LIST + "/password"),
                400,
                "Cannot unlink last identity. At least one identity must remain.");
        assertThat(owner.get(LIST).body()).contains("password");
    }

    @Test
    void what_is_not_linked_is_not_found_in_whatever_case_it_is_written() {
        Browser owner = accounts.newSignedIn("missing");

        refused(owner.delete(LIST + "/GitHub"), 404, "Identity for provider 'github' not found");
    }

    @Test
    void a_name_of_no_provider_and_one_that_is_not_configured_are_refused() {
        Browser owner = accounts.newSignedIn("nonsense");

        refused(owner.delete(LIST + "/friendster"), 400, "Invalid provider");
        refused(owner.post(LIST + "/friendster/link", Map.of()), 400, "Invalid provider");
        refused(owner.post(LIST + "/microsoft/link", Map.of()), 400, "OAuth provider 'microsoft' is not configured");
    }

    @Test
    void an_address_that_is_not_registered_is_not_returned_to() {
        Browser owner = accounts.newSignedIn("astray");

        refused(
                owner.post(LIST + "/github/link?redirect_uri=https://evil.example.org", Map.of()),
                400,
                "redirect_uri 'https://evil.example.org' is not registered for this service");
    }

    private static void assertToldOf(String email, String news) {
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(service.mailbox().mailsTo(email))
                        .anySatisfy(mail -> assertThat(mail).contains(news)));
    }

    private static void refused(Reply reply, int status, String message) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        assertThat(reply.text("error")).isEqualTo(message);
        assertThat(reply.text("error_code")).isEqualTo(status == 404 ? "NOT_FOUND" : "BAD_REQUEST");
    }
}

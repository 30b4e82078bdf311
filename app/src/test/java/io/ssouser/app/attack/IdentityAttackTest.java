package io.ssouser.app.attack;

import static io.ssouser.app.journey.ProviderHandshake.APPLICATION;
import static io.ssouser.app.journey.ProviderHandshake.encoded;
import static io.ssouser.app.journey.ProviderHandshake.link;
import static io.ssouser.app.journey.ProviderHandshake.location;
import static io.ssouser.app.journey.ProviderHandshake.parameter;
import static io.ssouser.app.journey.ProviderHandshake.press;
import static io.ssouser.app.journey.ProviderHandshake.question;
import static io.ssouser.app.journey.ProviderHandshake.signIn;
import static io.ssouser.app.journey.ProviderHandshake.startLink;
import static io.ssouser.app.journey.ProviderHandshake.startSignIn;
import static io.ssouser.app.journey.ProviderHandshake.visit;
import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.app.journey.Accounts;
import io.ssouser.app.journey.Browser;
import io.ssouser.app.journey.Browser.Reply;
import io.ssouser.app.journey.FakeGitHub;
import io.ssouser.app.journey.OpenIdServer;
import io.ssouser.app.journey.ProviderHandshake;
import io.ssouser.app.journey.RunningService;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** States, codes and identities that are stolen, replayed, forged, mixed up or raced for. */
class IdentityAttackTest {
    private static final String LIST = "/api/user/identities";
    private static final String PASSWORD_ALONE = "[{\"provider\":\"password\"}]";

    private static FakeGitHub github;
    private static OpenIdServer openId;
    private static RunningService service;
    private static Accounts accounts;

    @BeforeAll
    static void start() {
        github = new FakeGitHub();
        openId = new OpenIdServer();
        service = RunningService.fresh(
                ProviderHandshake.settings(github.settings(), openId.settings("google"), openId.settings("corp")));
        accounts = new Accounts(service);
    }

    @AfterAll
    static void stop() {
        service.close();
        openId.close();
        github.close();
    }

    @Test
    void a_state_works_once() {
        Browser owner = accounts.newSignedIn("replay");
        github.expect(2_001, "replay", "replay@example.org", true);
        String back = visit(startLink(owner, "github"));
        assertThat(location(owner.get(back))).contains("status=success");
        owner.delete(LIST + "/github");

        refusedState(owner.get(back));

        assertThat(owner.get(LIST).body()).isEqualTo(PASSWORD_ALONE);
    }

    @Test
    void of_twenty_callbacks_with_one_state_at_once_one_is_heard() {
        Browser owner = accounts.newSignedIn("storm");
        github.expect(2_002, "storm", "storm@example.org", true);
        String back = visit(startLink(owner, "github"));

        List<Integer> answers = AtOnce.times(20, number -> owner.get(back).status());

        assertThat(answers)
                .containsOnlyOnce(302)
                .filteredOn(status -> status == 400)
                .hasSize(19);
    }

    @Test
    void a_link_that_another_began_does_not_take_my_identity() {
        Browser attacker = accounts.newSignedIn("attacker");
        Browser victim = accounts.newSignedIn("victim");
        startLink(victim, "github");
        github.expect(2_003, "victim", "victim@example.org", true);
        String lure = startLink(attacker, "github");

        Reply page = victim.open(visit(lure));
        assertThat(page.body()).contains("at***", "@example.org", "Cancel");
        assertThat(location(press(victim, "github", question(page), "cancel"))).contains("error=access_denied");

        assertThat(attacker.get(LIST).body()).isEqualTo(PASSWORD_ALONE);
        assertThat(victim.get(LIST).body()).isEqualTo(PASSWORD_ALONE);
    }

    @Test
    void the_button_works_once_and_in_the_browser_that_was_shown_it_alone() {
        Browser owner = accounts.newSignedIn("button");
        github.expect(2_015, "button", "button@example.org", true);
        Browser reader = service.browser();
        Map<String, String> question = question(reader.open(visit(startLink(owner, "github"))));

        for (Browser other : List.of(service.browser(), owner)) {
            assertThat(press(other, "github", question, "link").status()).isEqualTo(400);
            assertThat(press(other, "github", question, "cancel").status()).isEqualTo(400);
        }
        assertThat(press(reader, "google", question, "link").status()).isEqualTo(400);
        assertThat(owner.get(LIST).body()).isEqualTo(PASSWORD_ALONE);

        List<Integer> answers = AtOnce.times(
                10, number -> press(reader, "github", question, "link").status());

        assertThat(answers)
                .containsOnlyOnce(302)
                .filteredOn(status -> status == 400)
                .hasSize(9);
        assertThat(owner.get(LIST).body()).contains("github");
    }

    @Test
    void the_button_of_another_site_links_nothing() {
        Browser owner = accounts.newSignedIn("foreign");
        github.expect(2_016, "foreign", "foreign@example.org", true);
        Browser reader = service.browser();
        Map<String, String> question = question(reader.open(visit(startLink(owner, "github"))));
        String form = "answer=link&state=" + question.get("state") + "&identity=" + question.get("identity");

        for (String[] headers : new String[][] {
            {"Origin", "https://evil.example.org"},
            {"Origin", "null", "Sec-Fetch-Site", "cross-site"},
            {"Origin", "http://sso.example.org", "Sec-Fetch-Site", "same-site"}
        }) {
            String[] all = Stream.concat(
                            Stream.of("Content-Type", "application/x-www-form-urlencoded"), Stream.of(headers))
                    .toArray(String[]::new);
            assertThat(reader.send("POST", "/auth/github/consent", form, all).status())
                    .isEqualTo(403);
        }
        assertThat(reader.get("/auth/github/consent?" + form).status()).isEqualTo(405);

        assertThat(owner.get(LIST).body()).isEqualTo(PASSWORD_ALONE);
    }

    @Test
    void the_button_links_what_it_named_and_nothing_else() {
        Browser owner = accounts.newSignedIn("named");
        Browser attacker = accounts.newSignedIn("swaps");
        Browser reader = service.browser();
        github.expect(2_017, "theirs", "theirs@example.org", true);
        Map<String, String> theirs = question(reader.open(visit(startLink(attacker, "github"))));
        github.expect(2_018, "mine", "mine@example.org", true);
        Map<String, String> mine = question(reader.open(visit(startLink(owner, "github"))));

        Reply swapped =
                press(reader, "github", Map.of("state", mine.get("state"), "identity", theirs.get("identity")), "link");

        assertThat(location(swapped)).contains("status=error", "error=trip_unknown");
        assertThat(owner.get(LIST).body()).isEqualTo(PASSWORD_ALONE);
        assertThat(attacker.get(LIST).body()).isEqualTo(PASSWORD_ALONE);
    }

    @Test
    void a_linking_that_waits_for_its_button_ends_nowhere_else_and_with_its_session() {
        Browser owner = accounts.newSignedIn("waits");
        github.expect(2_019, "waits", "waits@example.org", true);
        Browser reader = service.browser();
        String back = visit(startLink(owner, "github"));
        Map<String, String> question = question(reader.open(back));

        refusedState(reader.get(back));
        refusedState(reader.get("/auth/github/callback?code=c&state=" + question.get("state")));
        refusedState(owner.post(LIST + "/github/link/complete", Map.of("code", "c", "state", question.get("state"))));
        String begun = visit(startLink(owner, "github"));
        assertThat(press(owner, "github", Map.of("state", parameter(begun, "state"), "identity", "x"), "link")
                        .status())
                .isEqualTo(400);
        owner.post("/api/auth/logout");

        assertThat(location(press(reader, "github", question, "link"))).contains("status=error");
    }

    @Test
    void what_another_origin_hands_over_is_finished_by_the_session_that_began_alone() {
        Browser attacker = accounts.newSignedIn("hands");
        Browser victim = accounts.newSignedIn("over");
        github.expect(2_004, "over", "over@example.org", true);
        Reply lure =
                attacker.post(LIST + "/github/link?completion=bearer&redirect_uri=" + encoded(APPLICATION), Map.of());
        String handedOver = location(victim.get(visit(lure.text("authorization_url"))));
        Map<String, String> finish =
                Map.of("code", parameter(handedOver, "code"), "state", parameter(handedOver, "state"));

        refusedState(victim.post(LIST + "/github/link/complete", finish));

        assertThat(attacker.get(LIST).body()).isEqualTo(PASSWORD_ALONE);
        assertThat(victim.get(LIST).body()).isEqualTo(PASSWORD_ALONE);
    }

    @Test
    void the_callback_with_no_state_or_a_guessed_one_is_refused() {
        Browser owner = accounts.newSignedIn("guess");
        startLink(owner, "github");

        refusedState(owner.get("/auth/github/callback?code=abc"));
        refusedState(owner.get("/auth/github/callback?code=abc&state="));
        refusedState(owner.get("/auth/github/callback?code=abc&state=" + "A".repeat(43)));
    }

    @Test
    void a_code_from_another_trip_is_not_redeemed() {
        Browser victim = accounts.newSignedIn("injected");
        Browser attacker = accounts.newSignedIn("injector");
        github.expect(2_005, "attacker", "attacker@example.org", true);
        String stolen = parameter(visit(startLink(attacker, "github")), "code");
        String state = parameter(startLink(victim, "github"), "state");

        String back = location(victim.get("/auth/github/callback?code=" + stolen + "&state=" + state));

        assertThat(back).contains("status=error", "error=invalid_provider_answer");
        assertThat(victim.get(LIST).body()).isEqualTo(PASSWORD_ALONE);
        assertThat(victim.get("/api/user/audit").body()).contains("user.identity-link-refused");
    }

    @Test
    void an_answer_is_taken_by_the_provider_alone_that_was_asked() {
        Browser owner = accounts.newSignedIn("mixed");
        openId.expect("corp", "mixed", "mixed@example.org", true);
        String back = visit(startLink(owner, "corp"));

        refusedState(owner.get(back.replace("/auth/corp/", "/auth/google/")));
        assertThat(location(owner.get(back + "&iss=" + encoded(openId.issuer("google")))))
                .contains("error=invalid_provider_answer");

        assertThat(owner.get(LIST).body()).isEqualTo(PASSWORD_ALONE);
    }

    static Stream<Map<String, Object>> an_id_token_that_is_not_for_this_trip_proves_nothing() {
        return Stream.of(
                Map.of("nonce", "that of another trip"),
                Map.of("aud", "another client"),
                Map.of("iss", "https://accounts.example.org"),
                Map.of("exp", 1_700_000_000L),
                Map.of("iat", 4_000_000_000L),
                Map.of("sub", ""));
    }

    @ParameterizedTest
    @MethodSource
    void an_id_token_that_is_not_for_this_trip_proves_nothing(Map<String, Object> wrong) {
        Browser owner = accounts.newSignedIn("token");
        openId.expect("google", "token-subject", wrong);

        assertThat(location(link(owner, "google"))).contains("status=error", "error=invalid_provider_answer");

        assertThat(owner.get(LIST).body()).isEqualTo(PASSWORD_ALONE);
    }

    @Test
    void the_same_subject_of_another_issuer_is_somebody_else() {
        Browser owner = accounts.newSignedIn("subject");
        openId.expect("google", "one-subject", "subject@example.org", true);
        link(owner, "google");
        openId.expect("corp", "one-subject", Accounts.address("other.subject"), true);
        Browser stranger = service.browser();
        Reply tokens = stranger.post("/api/auth/exchange", Map.of("code", parameter(signIn(stranger, "corp"), "code")));

        assertThat(stranger.keep(tokens).get("/api/user").text("id"))
                .isNotEqualTo(owner.get("/api/user").text("id"));
    }

    @Test
    void a_sign_in_ends_in_the_browser_that_began_it() {
        github.expect(2_006, "begun", Accounts.address("begun"), true);
        String lure = startSignIn(service.browser(), "github");

        refusedState(service.browser().get(visit(lure)));
    }

    @Test
    void a_session_that_ended_on_the_way_links_nothing() {
        Browser owner = accounts.newSignedIn("ended");
        github.expect(2_007, "ended", "ended@example.org", true);
        String back = visit(startLink(owner, "github"));
        owner.post("/api/auth/logout");

        assertThat(location(owner.get(back))).contains("status=error", "error=step_up_required");

        github.expect(2_007, "ended", Accounts.address("ended"), true);
        assertThat(signIn(service.browser(), "github")).contains("status=success");
    }

    @Test
    void an_identity_unlinked_before_the_exchange_opens_nothing() {
        Browser owner = accounts.newSignedIn("unlinked");
        github.expect(2_008, "unlinked", "unlinked@example.org", true);
        link(owner, "github");
        Browser stranger = service.browser();
        String code = parameter(signIn(stranger, "github"), "code");
        owner.delete(LIST + "/github");

        assertThat(stranger.post("/api/auth/exchange", Map.of("code", code)).status())
                .isEqualTo(404);
    }

    @Test
    void of_twenty_unlinks_of_the_last_two_ways_in_at_once_one_succeeds() {
        Browser owner = accounts.newSignedIn("both");
        github.expect(2_009, "both", "both@example.org", true);
        link(owner, "github");

        List<Integer> answers = AtOnce.times(
                20,
                number -> owner.delete(LIST + (number % 2 == 0 ? "/github" : "/password"))
                        .status());

        assertThat(answers).containsOnlyOnce(204).allMatch(status -> status == 204 || status == 400 || status == 404);
        assertThat(owner.get(LIST).json()).hasSize(1);
    }

    @Test
    void of_twenty_accounts_that_link_one_identity_at_once_one_has_it() {
        github.expect(2_010, "wanted", "wanted@example.org", true);
        List<Browser> owners =
                Stream.generate(() -> accounts.newSignedIn("wants")).limit(8).toList();
        List<String> backs =
                owners.stream().map(owner -> visit(startLink(owner, "github"))).toList();

        List<Integer> answers = AtOnce.times(
                8, number -> owners.get(number).get(backs.get(number)).status());

        assertThat(answers)
                .containsOnlyOnce(302)
                .filteredOn(status -> status == 400)
                .hasSize(7);
        assertThat(owners)
                .filteredOn(owner -> owner.get(LIST).body().contains("github"))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example.org",
                "//evil.example.org",
                "https://app.example.org.evil.example.org/signed-in",
                "https://app.example.org/signed-in/../elsewhere",
                "https://app.example.org/signed-in?more",
                "https://app.example.org@evil.example.org/signed-in",
                "HTTPS://APP.EXAMPLE.ORG/signed-in",
                "javascript:alert(1)",
                "https://app.example.org/signed-in\r\nSet-Cookie: a=b"
            })
    void a_browser_is_sent_to_no_address_that_is_not_on_the_list(String address) {
        Reply reply = service.browser().get("/auth/github?redirect_uri=" + encoded(address));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.header("Location")).isNull();
    }

    @Test
    void the_cookie_is_out_of_reach_of_scripts_and_other_sites_and_no_address_carries_a_token() {
        github.expect(2_011, "cookie", Accounts.address("cookie"), true);
        Browser stranger = service.browser();
        Reply begun = stranger.get("/auth/github?redirect_uri=" + encoded(APPLICATION));
        assertThat(begun.header("Set-Cookie")).contains("HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=600");

        Reply ended = stranger.get(visit(location(begun)));

        assertThat(location(ended)).doesNotContain("eyJ", "access_token", "refresh_token");
        assertThat(ended.header("Referrer-Policy")).isEqualTo("no-referrer");
    }

    @Test
    void a_cookie_that_was_planted_is_not_taken_over() {
        github.expect(2_012, "planted", Accounts.address("planted"), true);
        String planted = "A".repeat(43);
        Browser victim = service.browser();
        Reply begun = victim.send(
                "GET",
                "/auth/github?redirect_uri=" + encoded(APPLICATION),
                null,
                "Cookie",
                "sso_trip=" + planted + "; __Host-sso_trip=" + planted);
        String cookie = String.valueOf(begun.header("Set-Cookie"));
        String name = cookie.substring(0, cookie.indexOf('='));

        assertThat(cookie).doesNotContain(planted);
        String back = visit(location(begun));
        refusedState(service.browser().send("GET", back, null, "Cookie", name + "=" + planted));
        refusedState(service.browser().send("GET", back, null, "Cookie", "sso_trip=" + planted));
    }

    @Test
    void each_beginning_has_a_secret_of_its_own_which_ends_with_it() {
        Browser stranger = service.browser();
        String begin = "/auth/github?redirect_uri=" + encoded(APPLICATION);
        github.expect(2_013, "tabs", Accounts.address("tabs"), true);

        Reply first = stranger.get(begin);
        Reply second = stranger.get(begin);

        assertThat(cookieOf(first)).isNotEqualTo(cookieOf(second));
        String firstBack = visit(location(first));
        String secondBack = visit(location(second));
        refusedState(service.browser().send("GET", firstBack, null, "Cookie", cookieOf(second)));
        assertThat(location(stranger.get(secondBack))).contains("status=success");
        Reply ended = stranger.get(firstBack);
        assertThat(location(ended)).as("the other tab goes on").contains("status=success");
        assertThat(ended.header("Set-Cookie")).contains(nameOf(first) + "=;", "Max-Age=0");
    }

    @Test
    void a_browser_that_begins_over_and_over_is_not_filled_with_cookies() {
        Browser stranger = service.browser();

        for (int i = 0; i < 15; i++) {
            location(stranger.get("/auth/github?redirect_uri=" + encoded(APPLICATION)));
        }

        assertThat(stranger.cookies())
                .filteredOn(name -> name.contains("sso_trip"))
                .hasSizeLessThanOrEqualTo(10);
    }

    @Test
    void a_sign_in_is_no_linking_and_a_linking_no_sign_in() {
        Browser owner = accounts.newSignedIn("purpose");
        github.expect(2_014, "purpose", Accounts.address("of.purpose"), true);
        String signIn = visit(startSignIn(owner, "github"));

        refusedState(owner.post(
                LIST + "/github/link/complete",
                Map.of("code", parameter(signIn, "code"), "state", parameter(signIn, "state"))));

        assertThat(owner.get(LIST).body()).isEqualTo(PASSWORD_ALONE);
        assertThat(location(link(owner, "github"))).doesNotContain("code=");
    }

    private static String cookieOf(Reply begun) {
        String cookie = String.valueOf(begun.header("Set-Cookie"));
        return cookie.substring(0, cookie.indexOf(';'));
    }

    private static String nameOf(Reply begun) {
        return cookieOf(begun).split("=", 2)[0];
    }

    private static void refusedState(Reply reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(400);
        assertThat(reply.text("error")).isEqualTo("Invalid or expired state parameter");
    }
}

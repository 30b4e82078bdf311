package io.ssouser.app.contract;

import static io.ssouser.app.journey.ProviderHandshake.APPLICATION;
import static io.ssouser.app.journey.ProviderHandshake.encoded;
import static io.ssouser.app.journey.ProviderHandshake.link;
import static io.ssouser.app.journey.ProviderHandshake.location;
import static io.ssouser.app.journey.ProviderHandshake.parameter;
import static io.ssouser.app.journey.ProviderHandshake.signIn;
import static io.ssouser.app.journey.ProviderHandshake.signInAndExchange;
import static io.ssouser.app.journey.ProviderHandshake.visit;
import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.app.journey.Accounts;
import io.ssouser.app.journey.Authenticator;
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

/** {@code /auth/{provider}}, its callback and {@code /api/auth/exchange}: signing in with an identity. */
class IdentitySignInContractTest {
    private static final MovableClock CLOCK = new MovableClock();
    private static final String CALLBACK = "https://api.example.org/callback";
    private static final String PAGES = "https://pages.example.org/callback";
    private static final String[] SERVICES = {
        "sso.services[0].org=acme",
        "sso.services[0].service=api",
        "sso.services[0].redirect-uris=" + CALLBACK + ",https://api.example.org/other",
        "sso.services[1].org=acme",
        "sso.services[1].service=mail",
        "sso.services[2].org=acme",
        "sso.services[2].service=pages",
        "sso.services[2].redirect-uris=" + PAGES,
        "sso.services[2].tokens-in-fragment=true"
    };

    private static FakeGitHub github;
    private static OpenIdServer openId;
    private static RunningService service;
    private static Accounts accounts;

    @BeforeAll
    static void start() {
        github = new FakeGitHub();
        openId = new OpenIdServer();
        service = RunningService.at(
                CLOCK, ProviderHandshake.settings(SERVICES, github.settings(), openId.settings("google")));
        accounts = new Accounts(service);
    }

    @AfterAll
    static void stop() {
        service.close();
        openId.close();
        github.close();
    }

    @Test
    void a_linked_identity_signs_in_and_its_device_is_known_the_next_time() {
        String email = Accounts.address("linked");
        accounts.confirmed(email);
        Browser owner = accounts.signedIn(email);
        github.expect(1_001, "linked", "elsewhere@example.org", true);
        link(owner, "github");
        Browser stranger = service.browser();

        Reply tokens = signInAndExchange(stranger, "github");

        assertThat(tokens.status()).as(tokens.body()).isEqualTo(200);
        assertThat(tokens.json().get("expires_in").asLong()).isEqualTo(86_400);
        assertThat(stranger.keep(tokens).get("/api/user").text("email")).isEqualTo(email);
        signInAndExchange(stranger, "github");
        assertThat(stranger.get("/api/user/devices").json().get("total").asInt())
                .as("the browser with the password, and this one")
                .isEqualTo(2);
        assertThat(stranger.get("/api/user/audit").body()).contains("user.identity-accepted", "IDENTITY");
    }

    @Test
    void the_second_factor_is_asked_for_all_the_same() {
        Browser owner = accounts.newSignedIn("both");
        openId.expect("google", "both-subject", "elsewhere@example.org", true);
        link(owner, "google");
        Authenticator authenticator = accounts.secondFactor(owner);
        openId.expect("google", "both-subject", "elsewhere@example.org", true);
        Browser stranger = service.browser();

        Reply challenge = signInAndExchange(stranger, "google");

        assertThat(challenge.json().get("expires_in").asLong()).isEqualTo(300);
        assertThat(challenge.text("refresh_token")).isEmpty();
        Reply tokens = stranger.post(
                "/api/auth/mfa/verify",
                Map.of(
                        "preauth_token",
                        challenge.text("access_token"),
                        "code",
                        authenticator.backupCodes().get(0)));
        assertThat(tokens.status()).as(tokens.body()).isEqualTo(200);
        assertThat(stranger.keep(tokens).get("/api/user/audit").body()).contains("IDENTITY_AND_BACKUP_CODE");
    }

    @Test
    void a_stranger_with_a_verified_address_gets_an_account_without_a_password() {
        String email = Accounts.address("born");
        openId.expect("google", "born-subject", email, true);
        Browser stranger = service.browser();

        stranger.keep(signInAndExchange(stranger, "google"));

        assertThat(stranger.get("/api/user").text("email")).isEqualTo(email);
        assertThat(stranger.get("/api/user").json().get("email_verified").asBoolean())
                .isTrue();
        assertThat(stranger.get("/api/user/identities").body()).isEqualTo("[{\"provider\":\"google\"}]");
        Reply last = stranger.delete("/api/user/identities/google");
        assertThat(last.text("error")).isEqualTo("Cannot unlink last identity. At least one identity must remain.");
        assertThat(service.browser().login(email, "no password at all").status())
                .isEqualTo(401);
    }

    @Test
    void the_account_born_so_is_the_one_that_is_signed_in_to_the_next_time() {
        String email = Accounts.address("again");
        github.expect(1_002, "again", email, true);
        Browser first = service.browser();
        first.keep(signInAndExchange(first, "github"));
        github.expect(1_002, "renamed", "changed." + email, true);
        Browser second = service.browser();
        second.keep(signInAndExchange(second, "github"));

        assertThat(second.get("/api/user").text("id"))
                .isEqualTo(first.get("/api/user").text("id"));
        assertThat(second.get("/api/user").text("email")).isEqualTo(email);
    }

    @Test
    void an_address_that_an_account_holds_is_never_linked_by_itself() {
        String email = Accounts.address("held");
        accounts.confirmed(email);
        Browser owner = accounts.signedIn(email);
        openId.expect("google", "held-subject", email, true);

        assertThat(signIn(service.browser(), "google"))
                .isEqualTo(APPLICATION + "?status=error&provider=google&action=login&error=sign_in_and_link");
        assertThat(owner.get("/api/user/identities").body()).isEqualTo("[{\"provider\":\"password\"}]");
    }

    @Test
    void an_address_that_a_stranger_registered_and_nobody_confirmed_is_its_verified_owners() {
        String email = Accounts.address("squatted");
        Browser stranger = service.browser();
        stranger.post("/api/auth/register", Map.of("email", email, "password", Accounts.PASSWORD));
        String link = service.mailbox().linkFor(email);
        openId.expect("google", "squatted-subject", email, true);
        Browser owner = service.browser();

        owner.keep(signInAndExchange(owner, "google"));

        assertThat(owner.get("/api/user").text("email")).isEqualTo(email);
        assertThat(owner.get("/api/user/identities").body()).isEqualTo("[{\"provider\":\"google\"}]");
        assertThat(stranger.submit(link).status()).isEqualTo(404);
        assertThat(stranger.login(email, Accounts.PASSWORD).status()).isEqualTo(401);
    }

    @Test
    void an_address_that_the_provider_has_not_verified_bears_no_account() {
        String email = Accounts.address("unverified");
        github.expect(1_003, "unverified", email, false);

        assertThat(signIn(service.browser(), "github"))
                .isEqualTo(
                        APPLICATION + "?status=error&provider=github&action=login&error=provider_email_not_verified");
        accounts.confirmed(email);
    }

    @Test
    void github_keeping_addresses_to_itself_stops_neither_a_linking_nor_a_known_person() {
        Browser owner = accounts.newSignedIn("kept");
        github.expect(1_007, "kept", "kept@example.org", true);
        try {
            for (int status : new int[] {403, 404, 500}) {
                github.answerAddressesWith(status);
                assertThat(location(link(owner, "github"))).as("%s", status).contains("status=success");
                assertThat(signIn(service.browser(), "github")).as("%s", status).contains("status=success");
                owner.delete("/api/user/identities/github");
            }
            github.expect(1_008, "stranger", Accounts.address("stranger"), true);
            assertThat(signIn(service.browser(), "github")).contains("error=temporarily_unavailable");
            github.answerAddressesWith(403);
            assertThat(signIn(service.browser(), "github")).contains("error=provider_email_not_verified");
        } finally {
            github.answerAddressesWith(200);
        }
    }

    @Test
    void a_provider_that_says_verified_in_words_is_understood() {
        String email = Accounts.address("words");
        openId.expect("google", "words-subject", Map.of("email", email, "email_verified", "true"));
        Browser stranger = service.browser();
        stranger.keep(signInAndExchange(stranger, "google"));
        assertThat(stranger.get("/api/user").text("email")).isEqualTo(email);

        openId.expect(
                "google", "unsaid-subject", Map.of("email", Accounts.address("unsaid"), "email_verified", "false"));
        assertThat(signIn(service.browser(), "google")).contains("error=provider_email_not_verified");
    }

    @Test
    void the_applications_own_state_comes_back_unchanged() {
        openId.expect("google", "state-subject", Accounts.address("state"), true);
        Browser stranger = service.browser();
        String there = location(
                stranger.get("/auth/google?redirect_uri=" + encoded(APPLICATION) + "&state=" + encoded("a b&c=ü%")));

        String back = location(stranger.get(visit(there)));

        assertThat(parameter(back, "state")).isEqualTo("a b&c=ü%");
        assertThat(parameter(back, "code")).isNotEmpty();
    }

    @Test
    void a_code_works_once_and_for_a_minute() {
        github.expect(1_004, "once", Accounts.address("once"), true);
        Browser stranger = service.browser();
        Map<String, String> code = Map.of("code", parameter(signIn(stranger, "github"), "code"));
        assertThat(stranger.post("/api/auth/exchange", code).status()).isEqualTo(200);
        refused(stranger.post("/api/auth/exchange", code), "Invalid or expired code");

        Map<String, String> late = Map.of("code", parameter(signIn(stranger, "github"), "code"));
        CLOCK.pass(Duration.ofSeconds(60));
        refused(stranger.post("/api/auth/exchange", late), "Invalid or expired code");
        refused(stranger.post("/api/auth/exchange", Map.of("code", "")), "Invalid or expired code");
    }

    @Test
    void a_code_for_a_challenge_works_with_its_verifier_alone() {
        github.expect(1_005, "challenge", Accounts.address("challenge"), true);
        Browser stranger = service.browser();
        // RFC 7636, appendix B.
        String there = location(stranger.get("/auth/github?redirect_uri=" + encoded(APPLICATION)
                + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256"));
        String code = parameter(location(stranger.get(visit(there))), "code");

        refused(stranger.post("/api/auth/exchange", Map.of("code", code)), "Invalid or expired code");
        refused(
                stranger.post("/api/auth/exchange", Map.of("code", code, "code_verifier", "x".repeat(43))),
                "Invalid or expired code");
        Reply tokens = stranger.post(
                "/api/auth/exchange",
                Map.of("code", code, "code_verifier", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"));
        assertThat(tokens.status()).as(tokens.body()).isEqualTo(200);
    }

    @Test
    void a_sign_in_to_a_service_gets_tokens_of_that_service_and_returns_to_its_first_address() {
        github.expect(1_006, "service", Accounts.address("service"), true);
        Browser stranger = service.browser();

        String there = location(stranger.get("/auth/github?org=acme&service=api"));
        String back = location(stranger.get(visit(there)));

        assertThat(back).startsWith(CALLBACK + "?status=success&provider=github&action=login&code=");
        stranger.keep(stranger.post("/api/auth/exchange", Map.of("code", parameter(back, "code"))));
        assertThat(stranger.get("/api/subscription").text("service")).isEqualTo("api");
        assertThat(stranger.get("/api/user").text("org")).isEqualTo("acme");
        Reply refreshed =
                stranger.post("/api/auth/refresh", Map.of("refresh_token", String.valueOf(stranger.refreshToken())));
        assertThat(stranger.keep(refreshed).get("/api/subscription").status()).isEqualTo(200);
    }

    @Test
    void the_service_is_kept_over_the_second_factor() {
        Browser owner = accounts.newSignedIn("service.both");
        openId.expect("google", "service-both", "elsewhere@example.org", true);
        link(owner, "google");
        Authenticator authenticator = accounts.secondFactor(owner);
        openId.expect("google", "service-both", "elsewhere@example.org", true);
        Browser stranger = service.browser();
        String back = location(stranger.get(visit(location(stranger.get("/auth/google?org=acme&service=api")))));

        Reply challenge = stranger.post("/api/auth/exchange", Map.of("code", parameter(back, "code")));
        Reply tokens = stranger.post(
                "/api/auth/mfa/verify",
                Map.of(
                        "preauth_token",
                        challenge.text("access_token"),
                        "code",
                        authenticator.backupCodes().get(0)));

        assertThat(stranger.keep(tokens).get("/api/subscription").status()).isEqualTo(200);
    }

    @Test
    void the_clients_own_callback_component_finds_its_tokens_in_the_fragment_where_the_service_is_configured_so() {
        github.expect(1_009, "pages", Accounts.address("pages"), true);
        Browser stranger = service.browser();

        Reply ended = stranger.get(visit(location(stranger.get("/auth/github?org=acme&service=pages&state=mine"))));

        String back = location(ended);
        assertThat(back).startsWith(PAGES + "?state=mine#").contains("status=success");
        assertThat(ended.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(ended.header("Cache-Control")).contains("no-store");
        String fragment = "?" + back.substring(back.indexOf('#') + 1);
        stranger.bearer(parameter(fragment, "access_token"));
        assertThat(stranger.get("/api/subscription").text("service")).isEqualTo("pages");
        Reply refreshed =
                stranger.post("/api/auth/refresh", Map.of("refresh_token", parameter(fragment, "refresh_token")));
        assertThat(refreshed.status()).isEqualTo(200);
        assertThat(parameter(fragment, "code")).isEmpty();
        location(stranger.get(visit(location(stranger.get("/auth/github?org=acme&service=pages")))));
        assertThat(stranger.get("/api/user/devices").json().get("total").asInt())
                .as("the browser is known the next time")
                .isEqualTo(1);
    }

    @Test
    void what_goes_wrong_is_told_in_the_fragment_too() {
        github.expect(1_010, "pages.unverified", Accounts.address("pages.unverified"), false);
        Browser stranger = service.browser();

        assertThat(location(stranger.get(visit(location(stranger.get("/auth/github?org=acme&service=pages"))))))
                .isEqualTo(PAGES + "#status=error&provider=github&action=login&error=provider_email_not_verified");
    }

    @Test
    void no_token_of_a_sign_in_that_waits_for_the_second_factor_is_taken_for_a_session() {
        Browser owner = accounts.newSignedIn("pages.both");
        openId.expect("google", "pages-both", "elsewhere@example.org", true);
        link(owner, "google");
        accounts.secondFactor(owner);
        openId.expect("google", "pages-both", "elsewhere@example.org", true);
        Browser stranger = service.browser();

        Reply page = stranger.get(visit(location(stranger.get("/auth/google?org=acme&service=pages"))));

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Location")).isNull();
        assertThat(page.body()).contains("Enter your code").doesNotContain("eyJ");
    }

    @Test
    void who_sends_a_challenge_or_names_another_service_gets_a_code_and_no_token() {
        github.expect(1_011, "pages.code", Accounts.address("pages.code"), true);
        Browser stranger = service.browser();

        for (String begin : new String[] {
            "org=acme&service=pages&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
            "org=acme&service=api",
            "redirect_uri=" + encoded(APPLICATION)
        }) {
            String back = location(stranger.get(visit(location(stranger.get("/auth/github?" + begin)))));
            assertThat(parameter(back, "code")).as(begin).isNotEmpty();
            assertThat(back).doesNotContain("#", "access_token", "eyJ");
        }
    }

    @Test
    void a_service_with_addresses_of_its_own_is_returned_to_there_alone() {
        Browser stranger = service.browser();
        String api = "/auth/github?org=acme&service=api&redirect_uri=";

        location(stranger.get(api + encoded("https://api.example.org/other")));
        location(stranger.get("/auth/github?org=acme&service=mail&redirect_uri=" + encoded(APPLICATION)));
        refused(
                stranger.get(api + encoded(APPLICATION)),
                "redirect_uri '" + APPLICATION + "' is not registered for this service");
        refused(
                stranger.get("/auth/github?redirect_uri=" + encoded(CALLBACK)),
                "redirect_uri '" + CALLBACK + "' is not registered for this service");
        refused(stranger.get("/auth/github?org=acme&service=mail"), "No redirect URIs are registered for this service");
    }

    @Test
    void an_organisation_or_a_service_that_nobody_knows_is_refused() {
        Browser stranger = service.browser();

        for (String scope : new String[] {"org=nowhere&service=api", "org=acme&service=nothing", "org=nowhere"}) {
            Reply reply = stranger.get("/auth/github?" + scope + "&redirect_uri=" + encoded(APPLICATION));
            assertThat(reply.status()).as(scope).isEqualTo(404);
            assertThat(reply.header("Location")).isNull();
        }
        refused(stranger.get("/auth/github?service=api"), "service_slug requires org_slug");
    }

    @Test
    void what_cannot_begin_is_refused() {
        Browser stranger = service.browser();
        String application = "?redirect_uri=" + encoded(APPLICATION);

        refused(stranger.get("/auth/friendster" + application), "Invalid provider");
        refused(stranger.get("/auth/microsoft" + application), "OAuth provider 'microsoft' is not configured");
        refused(stranger.get("/auth/github"), "redirect_uri '' is not registered for this service");
        refused(
                stranger.get("/auth/github" + application + "&code_challenge=plain&code_challenge_method=plain"),
                "code_challenge must be of method S256");
    }

    private static void refused(Reply reply, String message) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(400);
        assertThat(reply.text("error")).isEqualTo(message);
        assertThat(reply.text("error_code")).isEqualTo("BAD_REQUEST");
    }
}

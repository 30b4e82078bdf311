package io.ssouser.app.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ssouser.app.journey.Accounts;
import io.ssouser.app.journey.AnyStore;
import io.ssouser.app.journey.Authenticator;
import io.ssouser.app.journey.Browser;
import io.ssouser.app.journey.Browser.Reply;
import io.ssouser.app.journey.RunningService;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The subscription of the wire contract, sections 5 and 6, and what the platform's owner makes of it. */
@AnyStore
class SubscriptionContractTest {
    private static final String OWNER = "owner@example.org";
    private static final String NEVER_SUBSCRIBED =
            "{\"service\":\"api\",\"plan\":\"free\",\"features\":[],\"status\":\"active\",\"current_period_end\":\"N/A\"}";

    private static RunningService service;
    private static Accounts accounts;
    private static Browser owner;

    @BeforeAll
    static void start() {
        service = RunningService.fresh(
                "sso.platform-owner=" + OWNER,
                "sso.services[0].org=acme",
                "sso.services[0].service=api",
                "sso.plans.api.pro.features=export,sso",
                "sso.plans.api.team.features=export,sso,seats");
        accounts = new Accounts(service);
        accounts.confirmed(OWNER);
        owner = accounts.signedIn(OWNER);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static Reply login(Browser browser, String email, Map<String, String> more) {
        Map<String, String> body = new TreeMap<>(more);
        body.put("email", email);
        body.put("password", Accounts.PASSWORD);
        return browser.post("/api/auth/login", body);
    }

    private static Browser atTheApi(String email) {
        Browser browser = service.browser();
        Reply tokens = login(browser, email, Map.of("org_slug", "acme", "service_slug", "api"));
        assertThat(tokens.status()).as(tokens.body()).isEqualTo(200);
        return browser.keep(tokens);
    }

    private static Browser newAtTheApi(String name) {
        String email = Accounts.address(name);
        accounts.confirmed(email);
        return atTheApi(email);
    }

    private static Reply arrange(Browser whose, String body) {
        return arrange(owner, whose, body);
    }

    private static Reply arrange(Browser by, Browser whose, String body) {
        return by.send("PUT", route(whose.get("/api/user").text("id")), body);
    }

    private static String route(String user) {
        return "/api/admin/users/" + user + "/subscriptions/api";
    }

    private static String claims(Browser browser) {
        String payload = browser.accessToken().split("\\.")[1];
        return new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8);
    }

    @Test
    void whoever_never_subscribed_has_the_free_plan() {
        Browser browser = newAtTheApi("free");

        assertThat(browser.get("/api/subscription").body()).isEqualTo(NEVER_SUBSCRIBED);
        assertThat(browser.get("/api/user").json().get("plan").isNull()).isTrue();
        assertThat(browser.get("/api/user").json().get("features").isNull()).isTrue();
    }

    @Test
    void a_token_that_was_made_for_no_service_says_what_is_missing() {
        String email = Accounts.address("nowhere");
        accounts.confirmed(email);
        Browser platform = accounts.signedIn(email);
        Reply org = platform.get("/api/subscription");
        assertThat(org.status()).isEqualTo(400);
        assertThat(org.text("error")).isEqualTo("Missing org in token");

        Browser acme = service.browser();
        acme.keep(login(acme, email, Map.of("org_slug", "acme")));
        Reply missing = acme.get("/api/subscription");
        assertThat(missing.status()).isEqualTo(400);
        assertThat(missing.text("error")).isEqualTo("Missing service in token");
        assertThat(acme.get("/api/user").text("org")).isEqualTo("acme");
    }

    @Test
    void a_bearer_is_needed() {
        assertThat(service.browser().get("/api/subscription").status()).isEqualTo(401);
        assertThat(service.browser()
                        .send("PUT", route("x"), "{\"plan\":\"pro\"}")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void an_arranged_subscription_is_seen_in_the_subscription_and_the_profile() {
        Browser browser = newAtTheApi("pro");
        String answer =
                "{\"service\":\"api\",\"plan\":\"pro\",\"features\":[\"export\",\"sso\"],\"status\":\"active\",\"current_period_end\":\"2099-10-01T00:00:00+00:00\"}";

        Reply arranged = arrange(browser, "{\"plan\":\"pro\",\"current_period_end\":\"2099-10-01T02:00:00+02:00\"}");

        assertThat(arranged.status()).as(arranged.body()).isEqualTo(200);
        assertThat(arranged.body()).isEqualTo(answer);
        assertThat(browser.get("/api/subscription").body()).isEqualTo(answer);
        Reply profile = browser.get("/api/user");
        assertThat(profile.text("org")).isEqualTo("acme");
        assertThat(profile.text("service")).isEqualTo("api");
        assertThat(profile.text("plan")).isEqualTo("pro");
        assertThat(profile.json().get("features").get(1).asString()).isEqualTo("sso");
    }

    @Test
    void a_subscription_lives_from_its_start_to_its_end_and_again() {
        Browser browser = newAtTheApi("life");
        arrange(browser, "{\"plan\":\"pro\",\"status\":\"active\"}");
        arrange(browser, "{\"plan\":\"team\"}");
        assertThat(browser.get("/api/subscription").text("plan")).isEqualTo("team");

        String soon =
                Instant.now().plusSeconds(2).truncatedTo(ChronoUnit.MILLIS).toString();
        arrange(browser, "{\"plan\":\"team\",\"current_period_end\":\"" + soon + "\"}");
        assertThat(arrange(browser, "{\"plan\":\"team\",\"status\":\"canceled\"}")
                        .text("status"))
                .isEqualTo("canceled");
        assertThat(browser.get("/api/subscription").json().get("features").size())
                .isEqualTo(3);

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(browser.get("/api/subscription").text("status"))
                        .isEqualTo("expired"));
        assertThat(browser.get("/api/subscription").text("plan")).isEqualTo("free");
        assertThat(browser.get("/api/subscription").json().get("features").size())
                .isZero();
        assertThat(browser.get("/api/user").text("plan")).isEqualTo("free");

        assertThat(arrange(browser, "{\"plan\":\"pro\"}").text("status")).isEqualTo("active");
        String id = browser.get("/api/user").text("id");
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(
                                owner.get("/api/audit/events?user_id=" + id).body())
                        .containsSubsequence(
                                "subscription.started",
                                "subscription.expired",
                                "subscription.cancelled",
                                "subscription.renewed",
                                "subscription.plan-changed",
                                "subscription.started"));
    }

    @Test
    void the_same_arrangement_again_stores_nothing() {
        Browser browser = newAtTheApi("twice");
        String body = "{\"plan\":\"pro\",\"status\":\"active\",\"current_period_end\":\"2099-01-01T00:00:00Z\"}";
        Reply first = arrange(browser, body);
        Reply again = arrange(browser, body);

        assertThat(again.body()).isEqualTo(first.body());
        String id = browser.get("/api/user").text("id");
        Reply trail = owner.send(
                "GET",
                "/api/audit/events?user_id=" + id + "&type=subscription.started",
                null,
                "X-Min-Log-Position",
                again.header("X-Log-Position"));
        assertThat(trail.json().get("events").size()).isEqualTo(1);
        assertThat(owner.get("/api/audit/events?user_id=" + id + "&type=subscription.renewed")
                        .json()
                        .get("events")
                        .size())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"plan\":\"gold\"}|400|Invalid value for 'plan'",
                "{\"plan\":\"pro\",\"status\":\"expired\"}|400|Invalid value for 'status'",
                "{\"plan\":\"pro\",\"current_period_end\":\"tomorrow\"}|400|Invalid value for 'current_period_end'",
                "{\"plan\":\"pro\",\"current_period_end\":\"2020-01-01T00:00:00Z\"}|400|current_period_end must lie in the future",
                "{\"plan\":\"pro\",\"status\":\"canceled\"}|400|There is no running subscription to cancel",
                "{}|422|Invalid JSON data: 'plan' is missing or of the wrong type",
                "{\"plan\":1}|422|Invalid JSON data: 'plan' is missing or of the wrong type",
                "{\"plan\"|400|JSON syntax error: the body is not a complete JSON document"
            })
    void an_arrangement_that_makes_no_sense_is_refused(String body, int status, String message) {
        Browser browser = service.browser().bearer(owner.accessToken());

        Reply refused = arrange(browser, body);

        assertThat(refused.status()).as(refused.body()).isEqualTo(status);
        assertThat(refused.text("error")).isEqualTo(message);
    }

    @Test
    void only_what_exists_can_be_arranged() {
        String nobody = "00000000-0000-4000-8000-000000000000";
        String id = owner.get("/api/user").text("id");
        assertThat(owner.send("PUT", route(nobody), "{\"plan\":\"pro\"}").text("error"))
                .isEqualTo("User not found");
        assertThat(owner.send("PUT", route("1"), "{\"plan\":\"pro\"}").status()).isEqualTo(404);
        assertThat(owner.send("PUT", "/api/admin/users/" + id + "/subscriptions/web", "{\"plan\":\"pro\"}")
                        .text("error"))
                .isEqualTo("Service not found");
    }

    @Test
    void only_owners_of_the_platform_arrange_and_only_with_a_token_of_the_platform() {
        Browser stranger = newAtTheApi("stranger");
        Reply refused = arrange(stranger, stranger, "{\"plan\":\"pro\"}");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text("error_code")).isEqualTo("FORBIDDEN");

        Browser ownerAtTheApi = atTheApi(OWNER);
        assertThat(arrange(ownerAtTheApi, stranger, "{\"plan\":\"pro\"}").status())
                .isEqualTo(403);
        assertThat(ownerAtTheApi.get("/api/audit/events").status()).isEqualTo(403);
        assertThat(stranger.get("/api/subscription").body()).isEqualTo(NEVER_SUBSCRIBED);
        assertThat(owner.get("/api/user").json().get("permissions").toString()).contains("subscription:write");
    }

    @Test
    void a_token_for_a_service_says_so_and_keeps_it_when_it_is_refreshed_and_through_a_second_factor() {
        Browser browser = newAtTheApi("second");
        String email = browser.get("/api/user").text("email");
        String forTheApi = "\"aud\":\"service:acme/api\"";
        assertThat(claims(browser)).contains(forTheApi, "\"org\":\"acme\"", "\"service\":\"api\"");

        browser.keep(browser.post("/api/auth/refresh", Map.of("refresh_token", browser.refreshToken())));
        assertThat(claims(browser)).contains(forTheApi);

        Authenticator authenticator = accounts.secondFactor(browser);
        Browser again = service.browser();
        Reply challenge = login(again, email, Map.of("org_slug", "acme", "service_slug", "api"));
        again.keep(again.post(
                "/api/auth/mfa/verify",
                Map.of(
                        "preauth_token", challenge.text("access_token"),
                        "code", authenticator.backupCodes().get(0))));
        assertThat(claims(again)).contains(forTheApi);
        assertThat(again.get("/api/subscription").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "umbrella, api, 404, Organization not found",
        "acme, web, 404, Service not found",
        ", api, 400, service_slug requires org_slug"
    })
    void a_sign_in_to_what_does_not_exist_is_refused(String org, String slug, int status, String message) {
        Map<String, String> scope = new TreeMap<>(Map.of("service_slug", slug));
        if (org != null) {
            scope.put("org_slug", org);
        }

        Reply refused = login(service.browser(), OWNER, scope);

        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.text("error")).isEqualTo(message);
    }
}

package io.ssouser.app.contract;

import static io.ssouser.app.journey.ProviderHandshake.APPLICATION;
import static io.ssouser.app.journey.ProviderHandshake.encoded;
import static io.ssouser.app.journey.ProviderHandshake.hidden;
import static io.ssouser.app.journey.ProviderHandshake.location;
import static io.ssouser.app.journey.ProviderHandshake.parameter;
import static io.ssouser.app.journey.ProviderHandshake.question;
import static io.ssouser.app.journey.ProviderHandshake.signInAndExchange;
import static io.ssouser.app.journey.ProviderHandshake.startLink;
import static io.ssouser.app.journey.ProviderHandshake.visit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ssouser.app.contract.ApiWalk.Operation;
import io.ssouser.app.journey.Accounts;
import io.ssouser.app.journey.AnyStore;
import io.ssouser.app.journey.Authenticator;
import io.ssouser.app.journey.Browser;
import io.ssouser.app.journey.Browser.Reply;
import io.ssouser.app.journey.FakeGitHub;
import io.ssouser.app.journey.MovableClock;
import io.ssouser.app.journey.RunningService;
import io.ssouser.application.vault.keys.EncryptedPositions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** The description at {@code /openapi} says what the running service does, and the service does nothing that it does not say. */
@AnyStore
class OpenApiContractTest {
    private static final String OWNER = "owner@example.org";
    private static final String NOBODY = "00000000-0000-4000-8000-000000000000";

    /** Held by tests of their own, because a request alone does not bring them about. */
    private static final Set<String> HELD_ELSEWHERE = Set.of(
            "hashing-busy", // HashingPermitsTest
            "too-slow", // RequestValveTest
            "moved-too-often", // RequestEmailChangeTest
            "key-in-use", // HttpConventionsContractTest
            "too-many-keys"); // IdempotentResponsesTest

    private static final String[] SETTINGS = {
        "sso.platform-owner=" + OWNER,
        "sso.services[0].org=acme",
        "sso.services[0].service=api",
        "sso.services[1].org=acme",
        "sso.services[1].service=pages",
        "sso.services[1].redirect-uris=" + APPLICATION,
        "sso.services[1].tokens-in-fragment=true",
        "sso.plans.api.pro.features=export",
        "sso.read-wait=500ms",
        "sso.step-up-after=5m",
        "sso.rate-limits=on",
        "sso.limits.auth.burst=600",
        "sso.limits.auth.per=1h",
        "sso.limits.mfa.burst=150",
        "sso.limits.mfa.per=1h",
        "sso.limits.mfa-verify.burst=30",
        "sso.limits.mfa-verify.per=1h",
        "sso.limits.refresh.burst=50",
        "sso.limits.refresh-requests.burst=50",
        "sso.limits.refresh-requests.refill=1",
        "sso.limits.refresh-requests.per=1h",
        "sso.redirect-uris=" + APPLICATION,
        "sso.base-url=http://sso.example.org"
    };

    private static final String NEXT = "seven brides for seven brothers";
    private static final String CONFIRM = "/auth/confirm-email-change";
    private static final String UNDO = "/auth/undo-email-change";
    private static final String ADMIT = "/auth/admit-browser";
    private static final String REVIEW = "/auth/review-access";
    private static final MovableClock CLOCK = new MovableClock();
    private static FakeGitHub github;
    private static RunningService service;
    private static Accounts accounts;
    private static JsonNode document;

    @BeforeAll
    static void start() {
        github = new FakeGitHub();
        service = RunningService.at(
                CLOCK,
                Stream.concat(Stream.of(github.settings()), Stream.of(SETTINGS)).toArray(String[]::new));
        accounts = new Accounts(service);
        document = service.browser().get("/openapi").json();
    }

    @AfterAll
    static void stop() {
        service.close();
        github.close();
    }

    @Test
    void every_route_is_described_and_nothing_else() {
        Set<String> described = new ApiWalk(document)
                .operations().stream().map(Operation::toString).collect(Collectors.toCollection(TreeSet::new));

        assertThat(routes()).isEqualTo(described);
    }

    private static Set<String> routes() {
        Set<String> routes = new TreeSet<>();
        for (RequestMappingInfo mapping : service.bean(
                        "requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()) {
            for (String path : mapping.getPatternValues()) {
                for (RequestMethod method : mapping.getMethodsCondition().getMethods()) {
                    if (!path.startsWith("/openapi/ui")) {
                        routes.add(method + " " + path);
                    }
                }
            }
        }
        return routes;
    }

    @Test
    void every_example_fits_its_schema() {
        JsonNode schemas = document.at("/components/schemas");
        assertThat(schemas.propertyNames()).hasSizeGreaterThan(20);
        schemas.propertyStream()
                .filter(schema -> schema.getValue().has("example"))
                .forEach(schema -> new Schema(document, schema.getValue())
                        .holds(schema.getValue().get("example"), schema.getKey()));
        assertThat(document.get("openapi").asString()).isEqualTo("3.1.0");
        assertThat(document.at("/servers/0/url").asString()).startsWith("http");
    }

    @Test
    void every_described_answer_is_met_and_every_answer_is_described() {
        ApiWalk walk = new ApiWalk(document);
        accounts.confirmed(OWNER);
        Browser owner = accounts.signedIn(OWNER);
        openRoutes(walk);
        brokenQueries(walk);
        account(walk);
        address(walk);
        erasure(walk);
        forgotten(walk);
        reviewed(walk);
        lockedOut(walk);
        passwords(walk, owner);
        secondFactor(walk);
        devices(walk, owner);
        audit(walk, owner);
        subscriptions(walk, owner);
        identities(walk, owner);
        bearerAuthentication(walk);
        bodies(walk, owner);
        keys(walk, owner);
        positions(walk, owner);
        time(walk);
        limits(walk);

        assertThat(walk.unmet(HELD_ELSEWHERE)).isEmpty();
    }

    private static void openRoutes(ApiWalk walk) {
        for (String path : List.of(
                "/.well-known/jwks.json", "/health", "/health/live", "/health/ready", "/openapi", "/openapi/events")) {
            walk.call(service.browser(), "GET", path, (String) null);
        }
    }

    private static void brokenQueries(ApiWalk walk) {
        for (Operation operation : walk.operations()) {
            String path = operation.template().replaceAll("\\{\\w+}", NOBODY);
            walk.call(service.browser(), operation.method(), path + "?x=%ff", example(operation));
        }
    }

    private static Map<String, String> who(String email) {
        return Map.of("email", email, "password", Accounts.PASSWORD);
    }

    private static void account(ApiWalk walk) {
        Browser browser = service.browser();
        String email = Accounts.address("walker");
        walk.call(browser, "POST", "/api/auth/register", who(email));
        walk.call(browser, "POST", "/api/auth/login", who(email));
        walk.call(browser, "POST", "/api/auth/resend-verification", Map.of("email", email));
        String link = service.mailbox().linkFor(email);
        walk.open(browser, link);
        walk.call(browser, "GET", link, (String) null);
        for (String method : List.of("GET", "POST")) {
            walk.call(browser, method, link, (String) null);
            walk.call(browser, method, "/auth/verify-email?token=none", (String) null);
        }
        walk.open(browser, link);
        walk.open(browser, "/auth/verify-email?token=none");
        walk.submit(browser, link, Map.of());
        walk.submit(browser, "/auth/verify-email?token=none", Map.of());
        String other = Accounts.address("walker");
        walk.call(browser, "POST", "/api/auth/register", who(other));
        String elsewhere = service.mailbox().linkFor(other);
        for (String bad : List.of("", "short", "password1", "x".repeat(1_025))) {
            Map<String, String> fields = bad.isEmpty() ? Map.of() : Map.of("password", bad);
            walk.submit(service.browser(), elsewhere, fields);
            walk.call(service.browser(), "POST", elsewhere + (bad.isEmpty() ? "" : "&password=" + bad), (String) null);
        }
        walk.call(service.browser(), "POST", "/api/auth/register", who(other));
        walk.call(browser, "GET", elsewhere, (String) null);
        walk.submit(browser, elsewhere, Map.of());
        for (Map<String, String> bad : List.of(
                Map.of("email", "no address", "password", Accounts.PASSWORD),
                Map.of("email", email, "password", "short"),
                Map.of("email", email, "password", "password1"),
                Map.of("email", email, "password", "x".repeat(1_025)))) {
            walk.call(browser, "POST", "/api/auth/register", bad);
        }
        for (String route : List.of("/api/auth/register", "/api/auth/login")) {
            walk.call(browser, "POST", route, with(email, "org_slug", "umbrella"));
            walk.call(browser, "POST", route, with(email, "service_slug", "api"));
            walk.call(
                    browser,
                    "POST",
                    route,
                    Map.of("email", email, "password", Accounts.PASSWORD, "org_slug", "acme", "service_slug", "web"));
        }
        walk.call(browser, "POST", "/api/auth/login", with(email, "redirect_uri", "https://x.example"));
        walk.call(browser, "POST", "/api/auth/login", Map.of("email", email, "password", "not this one"));
        browser.keep(walk.call(browser, "POST", "/api/auth/login", who(email)));
        walk.call(browser, "POST", "/api/auth/refresh", Map.of("refresh_token", browser.refreshToken()));
        for (String token : List.of("", "x".repeat(1_001), "none")) {
            walk.call(browser, "POST", "/api/auth/refresh", Map.of("refresh_token", token));
        }
        walk.call(browser, "POST", "/api/auth/logout", (String) null);
        walk.call(service.browser(), "POST", "/api/auth/logout", (String) null);
        String often = Accounts.address("often");
        for (int i = 0; i < 6; i++) {
            walk.call(browser, "POST", "/api/auth/resend-verification", Map.of("email", often));
        }
        walk.call(browser, "POST", "/api/auth/register", who(often));
        walk.call(browser, "POST", "/api/auth/forgot-password", Map.of("email", often));
    }

    private static Map<String, String> with(String email, String name, String value) {
        return Map.of("email", email, "password", Accounts.PASSWORD, name, value);
    }

    private static void address(ApiWalk walk) {
        String email = Accounts.address("mover");
        accounts.confirmed(email);
        Browser browser = accounts.signedIn(email);
        Reply profile = walk.call(browser, "GET", "/api/user", (String) null);
        walk.call(browser, "GET", "/api/user", null, "If-None-Match", profile.header("ETag"));
        walk.call(browser, "PATCH", "/api/user", "{}", "If-Match", "none");
        walk.call(browser, "PATCH", "/api/user", "{}", "If-Match", "\"0\"");
        walk.call(browser, "PATCH", "/api/user", Map.of("email", " "));
        walk.call(browser, "PATCH", "/api/user", Map.of("email", "no address"));
        String next = Accounts.address("moved");
        walk.call(browser, "PATCH", "/api/user", Map.of("email", next));
        String link = service.mailbox().linkFor(next, CONFIRM);
        accounts.newSignedIn("rival").patch("/api/user", Map.of("email", next));
        String rivals = await().atMost(Duration.ofSeconds(10))
                .until(() -> service.mailbox().linkFor(next, CONFIRM), newest -> !newest.equals(link));
        walk.open(browser, link);
        walk.submit(browser, link, Map.of());
        walk.call(browser, "POST", rivals, (String) null);
        for (String method : List.of("GET", "POST")) {
            walk.call(browser, method, link, (String) null);
            walk.call(browser, method, CONFIRM + "?token=none", (String) null);
        }
        walk.open(browser, link);
        walk.submit(browser, link, Map.of());
        for (String path : List.of(CONFIRM, UNDO)) {
            walk.open(browser, path + "?token=none");
            walk.submit(browser, path + "?token=none", Map.of());
        }
        for (String method : List.of("GET", "POST")) {
            walk.call(browser, method, UNDO + "?token=none", (String) null);
            walk.call(browser, method, service.mailbox().linkFor(email, UNDO), (String) null);
        }
        walk.call(browser, "GET", service.mailbox().linkFor(email, UNDO), (String) null);
        walk.call(browser, "POST", service.mailbox().linkFor(email, UNDO), (String) null);
        Browser restless = accounts.newSignedIn("restless");
        for (int i = 0; i < 6; i++) {
            walk.call(restless, "PATCH", "/api/user", Map.of("email", Accounts.address("anywhere")));
        }
    }

    private static void lockedOut(ApiWalk walk) {
        Browser browser = service.browser();
        String link = admission(Accounts.address("locked.out"));
        walk.open(browser, link);
        walk.submit(browser, link, Map.of());
        for (String path : List.of(link, ADMIT + "?token=none")) {
            walk.open(browser, path);
            walk.submit(browser, path, Map.of());
            for (String method : List.of("GET", "POST")) {
                walk.call(browser, method, path, (String) null);
            }
        }
    }

    private static void reviewed(ApiWalk walk) {
        Browser browser = service.browser();
        String link = review(Accounts.address("reviewed"));
        walk.open(browser, link);
        walk.call(browser, "GET", link, (String) null);
        walk.submit(browser, link, Map.of());
        for (String path : List.of(link, REVIEW + "?token=none")) {
            walk.open(browser, path);
            walk.submit(browser, path, Map.of());
            for (String method : List.of("GET", "POST")) {
                walk.call(browser, method, path, (String) null);
            }
        }
    }

    /** The link that ends the user's other ways in, after a reset of the password. */
    private static String review(String email) {
        accounts.confirmed(email);
        accounts.secondFactor(accounts.signedIn(email));
        Browser browser = service.browser();
        browser.post("/api/auth/forgot-password", Map.of("email", email));
        browser.submit(service.mailbox().linkFor(email, "/reset-password"), Map.of("password", NEXT));
        return service.mailbox().linkFor(email, REVIEW);
    }

    /** The link that admits a browser, after strangers were locked. */
    private static String admission(String email) {
        accounts.confirmed(email);
        Accounts.lockOut(email, service.browser());
        return service.mailbox().linkFor(email, ADMIT);
    }

    private static void forgotten(ApiWalk walk) {
        String email = Accounts.address("forgetful");
        accounts.confirmed(email);
        Browser browser = service.browser();
        walk.call(browser, "POST", "/api/auth/forgot-password", Map.of("email", email));
        String link = service.mailbox().linkFor(email, "/reset-password");
        walk.open(browser, link);
        String token = link.substring(link.indexOf('=') + 1);
        for (String bad : List.of("short", "password1", "x".repeat(1_025), NEXT, NEXT)) {
            walk.call(browser, "POST", "/api/auth/reset-password", Map.of("token", token, "new_password", bad));
        }
        walk.call(browser, "POST", "/api/auth/reset-password", Map.of("token", "none", "new_password", NEXT));
        for (String path : List.of(link, "/reset-password?token=none")) {
            walk.open(browser, path);
            walk.submit(browser, path, Map.of("password", NEXT));
            for (String method : List.of("GET", "POST")) {
                walk.call(browser, method, path, (String) null);
            }
        }
        service.browser().post("/api/auth/forgot-password", Map.of("email", email));
        String another = await().atMost(Duration.ofSeconds(10))
                .until(() -> service.mailbox().linkFor(email, "/reset-password"), newest -> !newest.equals(link));
        for (String bad : List.of("short", "password1", "x".repeat(1_025))) {
            walk.submit(browser, another, Map.of("password", bad));
            walk.call(browser, "POST", another + "&password=" + bad, (String) null);
        }
        walk.submit(browser, another, Map.of("password", NEXT));
    }

    private static void erasure(ApiWalk walk) {
        Browser leaver = accounts.newSignedIn("leaver");
        walk.call(leaver, "DELETE", "/api/user", (String) null);
        walk.call(leaver, "GET", "/api/user/erasure", (String) null);
        walk.call(leaver, "POST", "/api/user/erasure/cancel", (String) null);
        String id = leaver.get("/api/user").text("id");
        walk.call(leaver, "GET", "/api/privacy/export/" + id, (String) null);
        walk.call(leaver, "GET", "/api/privacy/export/" + NOBODY, (String) null);
        String forget = "/api/privacy/forget/" + id;
        walk.call(leaver, "DELETE", "/api/privacy/forget/" + NOBODY, Map.of());
        walk.call(leaver, "DELETE", forget, Map.of("mfa_code", "123456"));
        walk.call(leaver, "DELETE", forget, Map.of("current_password", Accounts.PASSWORD));
        for (int i = 0; i < 11; i++) {
            walk.call(leaver, "DELETE", forget, Map.of("current_password", "not this one " + i));
        }
        accounts.secondFactor(leaver);
        walk.call(leaver, "DELETE", forget, Map.of("mfa_code", "000000"));
        walk.call(leaver, "DELETE", forget, Map.of("current_password", Accounts.PASSWORD));
    }

    private static void passwords(ApiWalk walk, Browser owner) {
        walk.call(owner, "GET", "/api/user", (String) null);
        walk.call(owner, "GET", "/api/privacy/export", (String) null);
        Browser browser = accounts.newSignedIn("changer");
        walk.call(browser, "POST", "/api/auth/step-up", Map.of("password", Accounts.PASSWORD));
        walk.call(browser, "POST", "/api/auth/step-up", Map.of("code", "123456"));
        walk.call(browser, "POST", "/api/auth/step-up", Map.of("code", "123456", "password", "both of them"));
        walk.call(browser, "POST", "/api/auth/step-up", Map.of("password", "not this one at all"));
        for (String bad : List.of("short", "password1", "x".repeat(1_025))) {
            walk.call(browser, "POST", "/api/user/change-password", change(Accounts.PASSWORD, bad));
        }
        walk.call(browser, "POST", "/api/user/change-password", change("not this one", NEXT));
        walk.call(browser, "POST", "/api/user/change-password", change(Accounts.PASSWORD, NEXT));
        for (int i = 0; i < 11; i++) {
            walk.call(browser, "POST", "/api/user/change-password", change("wrong horse " + i, NEXT));
        }
        walk.call(browser, "POST", "/api/auth/step-up", Map.of("password", NEXT));
    }

    private static Map<String, String> change(String current, String next) {
        return Map.of("current_password", current, "new_password", next);
    }

    private static void secondFactor(ApiWalk walk) {
        String email = Accounts.address("factor");
        accounts.confirmed(email);
        Browser browser = accounts.signedIn(email);
        walk.call(browser, "GET", "/api/user/mfa/status", (String) null);
        walk.call(browser, "POST", "/api/user/mfa/verify", Map.of("code", "123456"));
        walk.call(browser, "POST", "/api/user/mfa/backup-codes/regenerate", (String) null);
        Authenticator authenticator = new Authenticator(
                walk.call(browser, "POST", "/api/user/mfa/setup", (String) null).text("secret"));
        walk.call(browser, "POST", "/api/user/mfa/verify", Map.of("code", "000000"));
        walk.call(browser, "POST", "/api/user/mfa/verify", Map.of("code", authenticator.code(0)));
        walk.call(browser, "POST", "/api/user/mfa/verify", Map.of("code", "123456"));
        walk.call(browser, "POST", "/api/user/mfa/setup", (String) null);
        walk.call(browser, "POST", "/api/auth/step-up", Map.of("password", Accounts.PASSWORD));
        walk.call(browser, "POST", "/api/auth/step-up", Map.of("code", "000000"));
        Reply codes = walk.call(browser, "POST", "/api/user/mfa/backup-codes/regenerate", (String) null);
        String code = codes.json().get("backup_codes").get(0).asString();

        Browser other = service.browser();
        String preauth = other.login(email, Accounts.PASSWORD).text("access_token");
        walk.call(other, "POST", "/api/auth/mfa/verify", Map.of("preauth_token", preauth, "code", "000000"));
        walk.call(other, "POST", "/api/auth/mfa/verify", Map.of("preauth_token", preauth, "code", code));
        walk.call(other, "POST", "/api/auth/mfa/verify", Map.of("preauth_token", preauth, "code", code));
        walk.call(other, "POST", "/api/auth/mfa/verify", Map.of("preauth_token", "none", "code", code));
        walk.call(browser, "DELETE", "/api/user/mfa", (String) null);

        Browser guesser = accounts.newSignedIn("guesser");
        guesser.post("/api/user/mfa/setup");
        for (int i = 0; i < 11; i++) {
            walk.call(guesser, "POST", "/api/user/mfa/verify", Map.of("code", "00000" + i % 10));
        }
    }

    private static String deviceOf(Browser browser) {
        return browser.get("/api/user/devices")
                .json()
                .get("devices")
                .get(0)
                .get("id")
                .asString();
    }

    private static void devices(ApiWalk walk, Browser owner) {
        walk.call(owner, "GET", "/api/user/devices", (String) null);
        walk.call(owner, "GET", "/api/user/devices?limit=-1", (String) null);
        for (String id : List.of(deviceOf(owner), NOBODY)) {
            String device = "/api/user/devices/" + id;
            walk.call(owner, "GET", device, (String) null);
            walk.call(owner, "PATCH", device, Map.of("device_name", "Laptop"));
            walk.call(owner, "POST", device + "/trust", (String) null);
        }
        walk.call(owner, "PATCH", "/api/user/devices/" + NOBODY, Map.of("device_name", ""));
        walk.call(owner, "POST", "/api/user/devices/revoke-all", (String) null);
        walk.call(owner, "POST", "/api/user/devices/" + NOBODY + "/revoke", "{}");
        Browser leaving = accounts.newSignedIn("leaving");
        walk.call(leaving, "POST", "/api/user/devices/" + deviceOf(leaving) + "/revoke", Map.of("reason", "lost"));
    }

    private static void audit(ApiWalk walk, Browser owner) {
        for (String route : List.of("/api/user/audit", "/api/audit/events")) {
            walk.call(owner, "GET", route, (String) null);
            walk.call(owner, "GET", route + "?limit=0", (String) null);
        }
        walk.call(accounts.newSignedIn("curious"), "GET", "/api/audit/events", (String) null);
    }

    private static Browser atTheApi() {
        String email = Accounts.address("subscriber");
        accounts.confirmed(email);
        Browser browser = service.browser();
        return browser.keep(browser.post(
                "/api/auth/login",
                Map.of("email", email, "password", Accounts.PASSWORD, "org_slug", "acme", "service_slug", "api")));
    }

    private static String arranged(String user) {
        return "/api/admin/users/" + user + "/subscriptions/api";
    }

    private static void subscriptions(ApiWalk walk, Browser owner) {
        Browser subscriber = atTheApi();
        walk.call(subscriber, "GET", "/api/subscription", (String) null);
        walk.call(owner, "GET", "/api/subscription", (String) null);
        Browser acme = service.browser();
        acme.keep(acme.post("/api/auth/login", with(OWNER, "org_slug", "acme")));
        walk.call(acme, "GET", "/api/subscription", (String) null);
        String user = subscriber.get("/api/user").text("id");
        walk.call(subscriber, "PUT", arranged(user), Map.of("plan", "pro"));
        walk.call(owner, "PUT", arranged(user), Map.of("plan", "pro", "status", "canceled"));
        walk.call(owner, "PUT", arranged(user), Map.of("plan", "pro"));
        walk.call(owner, "PUT", arranged(user), Map.of("plan", "gold"));
        walk.call(owner, "PUT", arranged(user), Map.of("plan", "pro", "current_period_end", "2020-01-01T00:00:00Z"));
        walk.call(owner, "PUT", arranged(NOBODY), Map.of("plan", "pro"));
        walk.call(owner, "PUT", "/api/admin/users/" + user + "/subscriptions/web", Map.of("plan", "pro"));
    }

    private static void identities(ApiWalk walk, Browser owner) {
        walk.call(owner, "GET", "/settings/connections?status=success", (String) null);
        String links = "/api/user/identities/";
        github.expect(42, "octocat", "octocat@example.org", true);
        Browser linked = accounts.newSignedIn("linked");
        String away =
                walk.call(linked, "POST", links + "github/link", (String) null).text("authorization_url");
        walk.call(linked, "GET", visit(away), (String) null);
        walk.call(linked, "POST", links + "github/link", (String) null);
        walk.call(linked, "POST", links + "github/link?redirect_uri=https://evil.example", (String) null);
        walk.call(linked, "POST", links + "github/link?completion=magic", (String) null);
        for (String provider : List.of("nowhere", "microsoft")) {
            walk.call(linked, "POST", links + provider + "/link", (String) null);
            walk.call(linked, "POST", links + provider + "/link/complete", Map.of("code", "c", "state", "s"));
            walk.call(linked, "GET", "/auth/" + provider, (String) null);
            walk.call(linked, "GET", "/auth/" + provider + "/callback", (String) null);
            walk.call(linked, "POST", "/auth/" + provider + "/consent", (String) null);
            walk.call(linked, "POST", "/auth/" + provider + "/second-factor", (String) null);
        }
        walk.call(linked, "POST", links + "github/link/complete", Map.of("code", "c", "state", "s"));
        walk.call(linked, "GET", "/auth/github/callback?code=c&state=s", (String) null);
        signedInWithGitHub(walk);
        linkedByAnother(walk, owner);
        walk.call(linked, "DELETE", links + "github", (String) null);
        walk.call(owner, "GET", "/api/user/identities", (String) null);
        walk.call(owner, "DELETE", "/api/user/identities/password", (String) null);
        walk.call(owner, "DELETE", "/api/user/identities/github", (String) null);
        walk.call(owner, "DELETE", "/api/user/identities/nowhere", (String) null);
        linkedAccounts(walk);
    }

    private static void steppedUpByProvider(ApiWalk walk, Browser person) {
        String path = "/api/auth/step-up/";
        walk.call(person, "POST", path + "github", (String) null);
        walk.call(person, "POST", path + "github?redirect_uri=https://evil.example", (String) null);
        for (String provider : List.of("github", "nowhere", "microsoft")) {
            walk.call(person, "POST", path + provider, (String) null);
            walk.call(person, "POST", path + provider + "/complete", Map.of("code", "c", "state", "s"));
        }
        walk.call(person, "POST", path + "github/complete", broughtBack(person));
        accounts.secondFactor(person);
        walk.call(person, "POST", path + "github/complete", broughtBack(person));
    }

    private static Map<String, String> broughtBack(Browser person) {
        String away = person.post("/api/auth/step-up/github?redirect_uri=" + encoded(APPLICATION))
                .text("authorization_url");
        String back = location(service.browser().get(visit(away)));
        return Map.of("code", parameter(back, "code"), "state", parameter(back, "state"));
    }

    private static void linkedAccounts(ApiWalk walk) {
        String accountsPath = "/api/user/linked-accounts";
        github.expect(45, "linker", Accounts.address("linker"), true);
        Browser linker = service.browser();
        linker.keep(signInAndExchange(linker, "github"));
        walk.call(linker, "GET", accountsPath, (String) null);
        for (String provider : List.of("github", "nowhere", "password")) {
            walk.call(linker, "DELETE", accountsPath + "/" + provider, (String) null);
        }
        for (String provider : List.of("github", "nowhere", "microsoft")) {
            walk.call(linker, "POST", accountsPath + "/" + provider + "/link", (String) null);
        }
        Browser other = accounts.newSignedIn("linking");
        walk.call(other, "POST", accountsPath + "/github/link", (String) null);
        walk.call(
                linker,
                "DELETE",
                "/api/privacy/forget/" + linker.get("/api/user").text("id"),
                Map.of("current_password", Accounts.PASSWORD));
        linker.post("/api/user/set-password", Map.of("new_password", NEXT));
        steppedUpByProvider(walk, linker);
        linker.delete("/api/user/mfa");
        walk.call(linker, "DELETE", accountsPath + "/github", (String) null);
        github.expect(42, "octocat", "octocat@example.org", true);
    }

    private static void signedInWithGitHub(ApiWalk walk) {
        String begin = "/auth/github?redirect_uri=" + encoded(APPLICATION);
        Browser stranger = service.browser();
        String back = visit(location(walk.call(stranger, "GET", begin, (String) null)));
        String code = parameter(location(walk.call(stranger, "GET", back, (String) null)), "code");
        walk.call(stranger, "POST", "/api/auth/exchange", Map.of("code", code));
        walk.call(stranger, "POST", "/api/auth/exchange", Map.of("code", code));
        walk.call(stranger, "GET", "/auth/github?redirect_uri=https://evil.example", (String) null);
        for (String scope : List.of("service=api", "org=nowhere", "org=acme&service=nothing", "org=acme&service=api")) {
            walk.call(stranger, "GET", "/auth/github?" + scope, (String) null);
        }
        github.expect(44, "newborn", Accounts.address("newborn"), true);
        Browser newborn = service.browser();
        newborn.keep(signInAndExchange(newborn, "github"));
        walk.call(newborn, "POST", "/api/auth/step-up", Map.of("password", Accounts.PASSWORD));
        walk.call(newborn, "POST", "/api/user/change-password", change(Accounts.PASSWORD, NEXT));
        for (String first : List.of("short", "password1", "x".repeat(1_025), NEXT, NEXT)) {
            walk.call(newborn, "POST", "/api/user/set-password", Map.of("new_password", first));
        }
        github.expect(42, "octocat", "octocat@example.org", true);
        walk.call(stranger, "GET", begin + "&code_challenge=short", (String) null);
        walk.call(stranger, "GET", begin + "&state=" + "x".repeat(513), (String) null);
    }

    /** With tokens in the fragment, and a second factor. */
    private static void codeOnAPage(ApiWalk walk) {
        Browser person = accounts.newSignedIn("pages");
        github.expect(46, "pages", "pages@example.org", true);
        person.get(visit(startLink(person, "github")));
        List<String> codes = accounts.secondFactor(person).backupCodes();
        String form = "/auth/github/second-factor";
        String first = pageForCode(walk, person);
        walk.call(person, "POST", form + "?state=none", (String) null);
        walk.call(person, "POST", form, "", "Sec-Fetch-Site", "cross-site");
        walk.call(service.browser(), "POST", form + "?state=" + first, (String) null);
        walk.call(person, "POST", form + "?state=" + first + "&code=none", (String) null);
        walk.submit(person, form, Map.of("state", first, "code", "none"));
        walk.submit(service.browser(), form, Map.of("state", first, "code", codes.get(0)));
        walk.call(person, "POST", form + "?state=" + first + "&code=" + codes.get(0), (String) null);
        String old = pageForCode(walk, person);
        CLOCK.pass(Duration.ofMinutes(5));
        walk.call(person, "POST", form + "?state=" + old + "&code=" + codes.get(1), (String) null);
        String voided = pageForCode(walk, person);
        person.post("/api/auth/step-up", Map.of("code", codes.get(1)));
        person.post("/api/user/change-password", change(Accounts.PASSWORD, NEXT));
        walk.call(person, "POST", form + "?state=" + voided + "&code=" + codes.get(2), (String) null);
        github.expect(42, "octocat", "octocat@example.org", true);
    }

    private static String pageForCode(ApiWalk walk, Browser person) {
        String back = visit(location(person.get("/auth/github?org=acme&service=pages")));
        Reply page = walk.call(person, "GET", back, (String) null);
        return hidden(page).get("state");
    }

    private static void linkedByAnother(ApiWalk walk, Browser owner) {
        walk.call(owner, "GET", visit(startLink(owner, "github")), (String) null);
        String path = "/api/user/identities/github/link";
        String begin = path + "?completion=bearer&redirect_uri=" + encoded(APPLICATION);
        Browser cookieless = accounts.newSignedIn("cookieless");
        consent(walk, cookieless);
        String back =
                location(service.browser().get(visit(cookieless.post(begin).text("authorization_url"))));
        Map<String, String> broughtBack = Map.of("code", parameter(back, "code"), "state", parameter(back, "state"));
        walk.call(cookieless, "POST", path + "/complete", broughtBack);
        github.expect(43, "hubot", "hubot@example.org", true);
        back = location(service.browser().get(visit(cookieless.post(begin).text("authorization_url"))));
        walk.call(
                cookieless,
                "POST",
                path + "/complete",
                Map.of("code", parameter(back, "code"), "state", parameter(back, "state")));
    }

    /** Asked about an identity that is another's. */
    private static void consent(ApiWalk walk, Browser owner) {
        String consent = "/auth/github/consent";
        Browser reader = service.browser();
        walk.submit(reader, consent, question(reader.open(visit(startLink(owner, "github")))));
        Map<String, String> question = question(reader.open(visit(startLink(owner, "github"))));
        String pressed = "?answer=link&state=" + question.get("state") + "&identity=" + question.get("identity");
        walk.call(reader, "POST", consent + pressed, (String) null);
        walk.call(reader, "POST", consent + pressed, (String) null);
        walk.submit(reader, consent, question);
        walk.call(reader, "POST", consent, "", "Sec-Fetch-Site", "cross-site");
        walk.open(service.browser(), visit(startLink(owner, "github")));
    }

    /** Whoever may ask for it, so that the answer is about something else. */
    private static Browser rightfulCaller(Operation operation, Browser owner) {
        return operation.template().equals("/api/subscription") ? atTheApi() : owner;
    }

    private static String path(Operation operation, Browser owner) {
        String id = operation.template().contains("/devices/")
                ? deviceOf(owner)
                : owner.get("/api/user").text("id");
        return operation
                .template()
                .replace("{id}", id)
                .replace("{service}", "api")
                .replace("{provider}", "github");
    }

    private static String example(Operation operation) {
        JsonNode body = operation.body(document);
        return body == null ? null : body.toString();
    }

    private static void bearerAuthentication(ApiWalk walk) {
        Browser ended = accounts.newSignedIn("ended");
        ended.post("/api/auth/logout");
        String email = Accounts.address("half");
        accounts.confirmed(email);
        accounts.secondFactor(accounts.signedIn(email));
        Browser halfway = service.browser();
        halfway.bearer(halfway.login(email, Accounts.PASSWORD).text("access_token"));
        List<Browser> callers = List.of(service.browser(), service.browser().bearer("garbage"), halfway, ended);
        for (Operation operation : walk.operations()) {
            if (operation.tells("session-ended")) {
                callers.forEach(caller -> walk.call(
                        caller,
                        operation.method(),
                        operation.template().replaceAll("\\{\\w+}", NOBODY),
                        example(operation)));
            }
        }
    }

    private static void bodies(ApiWalk walk, Browser owner) {
        for (Operation operation : walk.operations()) {
            JsonNode example = operation.body(document);
            if (example == null) {
                continue;
            }
            String path = path(operation, owner);
            String member = example.propertyNames().iterator().next();
            for (String body : List.of("{\"", "[]", "{\"" + member + "\":[]}", " ".repeat((1 << 20) + 1))) {
                walk.call(owner, operation.method(), path, body);
            }
            walk.call(owner, operation.method(), path, example.toString(), "Content-Type", "text/plain");
        }
    }

    private static void keys(ApiWalk walk, Browser owner) {
        String used = UUID.randomUUID().toString();
        walk.call(owner, "GET", "/api/user", null, "Idempotency-Key", used);
        walk.call(owner, "POST", "/api/user/devices/" + NOBODY + "/revoke", "{}", "Idempotency-Key", used);
        for (Operation operation : walk.operations()) {
            if (operation.tells("key-reused")) {
                for (String key : List.of(used, "two words")) {
                    walk.call(
                            owner,
                            operation.method(),
                            path(operation, owner),
                            example(operation),
                            "Idempotency-Key",
                            key);
                }
            }
        }
    }

    private static void positions(ApiWalk walk, Browser owner) {
        for (Operation operation : walk.operations()) {
            if (operation.tells("behind")) {
                for (String position :
                        List.of("far", service.bean(EncryptedPositions.class).encrypt(999_999_999_999L))) {
                    walk.call(
                            rightfulCaller(operation, owner),
                            operation.method(),
                            path(operation, owner),
                            example(operation),
                            "X-Min-Log-Position",
                            position);
                }
            }
        }
    }

    /** What needs time to pass. */
    private static void time(ApiWalk walk) {
        codeOnAPage(walk);
        String email = Accounts.address("late");
        accounts.confirmed(email);
        Browser browser = accounts.signedIn(email);
        browser.post("/api/user/mfa/setup");
        String next = Accounts.address("later");
        browser.patch("/api/user", Map.of("email", next));
        CLOCK.pass(Duration.ofMinutes(11));
        walk.call(browser, "POST", "/api/user/mfa/verify", Map.of("code", "123456"));
        for (Operation operation : walk.operations()) {
            if (operation.tells("step-up")) {
                walk.call(browser, operation.method(), path(operation, browser), example(operation));
            }
        }
        walk.call(
                browser,
                "DELETE",
                "/api/privacy/forget/" + browser.get("/api/user").text("id"),
                Map.of());
        service.browser().post("/api/auth/forgot-password", Map.of("email", email));
        String reset = service.mailbox().linkFor(email, "/reset-password");
        String slow = Accounts.address("slow");
        service.browser().post("/api/auth/register", who(slow));
        String link = service.mailbox().linkFor(slow);
        CLOCK.pass(Duration.ofHours(25));
        for (String method : List.of("GET", "POST")) {
            walk.call(browser, method, link, (String) null);
            walk.call(browser, method, service.mailbox().linkFor(next, CONFIRM), (String) null);
            walk.call(browser, method, reset, (String) null);
        }
        String token = reset.substring(reset.indexOf('=') + 1);
        walk.call(browser, "POST", "/api/auth/reset-password", Map.of("token", token, "new_password", NEXT));
        String admission = admission(Accounts.address("late"));
        String review = review(Accounts.address("late"));
        CLOCK.pass(Duration.ofDays(30));
        for (String method : List.of("GET", "POST")) {
            walk.call(browser, method, service.mailbox().linkFor(email, UNDO), (String) null);
            walk.call(browser, method, admission, (String) null);
            walk.call(browser, method, review, (String) null);
        }
        walk.open(browser, admission);
        walk.submit(browser, admission, Map.of());
        walk.open(browser, service.mailbox().linkFor(email, UNDO));
        walk.submit(browser, service.mailbox().linkFor(email, UNDO), Map.of());
        walk.call(browser, "POST", "/api/auth/refresh", Map.of("refresh_token", browser.refreshToken()));
    }

    /** Last, because nobody gets in any more. */
    private static void limits(ApiWalk walk) {
        Browser browser = service.browser();
        for (Operation operation : walk.operations()) {
            if (operation.tells("rate-limited")) {
                String path = operation.template().replaceAll("\\{\\w+}", NOBODY);
                int asked = 0;
                while (browser.send(operation.method(), path, null).status() != 429) {
                    assertThat(asked++).as(operation + " is limited").isLessThan(1_000);
                }
                walk.call(browser, operation.method(), path, (String) null);
            }
        }
    }
}

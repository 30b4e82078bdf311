package io.ssouser.app.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.app.journey.Accounts;
import io.ssouser.app.journey.Browser;
import io.ssouser.app.journey.Browser.Reply;
import io.ssouser.app.journey.RunningService;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds on every route: how errors look, what limits tell, and that a command under a key is done once. */
class HttpConventionsContractTest {
    private static final String[] LIMITS = {"sso.rate-limits=on", "sso.limits.auth.burst=1000"};

    private static RunningService service;
    private static Accounts accounts;

    @BeforeAll
    static void start() {
        service = RunningService.fresh(LIMITS);
        accounts = new Accounts(service);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static Reply keyed(Browser browser, String method, String path, String body, String key) {
        return browser.send(method, path, body, "Idempotency-Key", key);
    }

    private static Reply rename(Browser browser, String name, String key) {
        return keyed(browser, "PATCH", onlyDevice(browser), "{\"device_name\":\"" + name + "\"}", key);
    }

    private static String onlyDevice(Browser browser) {
        return "/api/user/devices/"
                + browser.get("/api/user/devices")
                        .json()
                        .get("devices")
                        .get(0)
                        .get("id")
                        .asString();
    }

    private static int events(Browser browser, String type) {
        return browser.get("/api/user/audit?type=" + type).json().get("events").size();
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    @Test
    void an_error_is_a_problem_to_whoever_prefers_that_and_the_envelope_to_everybody_else() {
        Reply envelope = service.browser().send("GET", "/api/user", null, "Accept", "*/*");
        Reply problem = service.browser().send("GET", "/api/user", null, "Accept", "application/problem+json");

        assertThat(envelope.header("Content-Type")).isEqualTo("application/json");
        assertThat(problem.status()).isEqualTo(envelope.status()).isEqualTo(401);
        assertThat(problem.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(problem.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(problem.json().propertyNames())
                .containsExactlyInAnyOrder("type", "title", "status", "detail", "error_code", "timestamp");
        assertThat(problem.text("type")).isEqualTo("about:blank");
        assertThat(problem.text("title")).isEqualTo("Unauthorized");
        assertThat(problem.json().get("status").asInt()).isEqualTo(401);
        assertThat(problem.text("detail")).isEqualTo(envelope.text("error"));
        assertThat(problem.text("error_code")).isEqualTo(envelope.text("error_code"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nowhere", "/api/auth/login", "/error", "/api/%2e%2e/x", "/a;b"})
    void an_error_that_no_controller_gives_is_a_problem_too(String path) {
        Reply problem = service.browser().send("GET", path, null, "Accept", "application/problem+json");

        assertThat(problem.status()).isBetween(400, 499);
        assertThat(problem.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(problem.json().get("status").asInt()).isEqualTo(problem.status());
    }

    @Test
    void a_limited_route_tells_how_the_caller_stands_and_when_to_come_back() {
        Browser browser = accounts.newSignedIn("limited");
        assertThat(browser.get("/api/user").header("RateLimit")).isNull();

        Reply first = browser.get("/api/user/mfa/status");
        assertThat(first.header("RateLimit-Policy")).isEqualTo("\"mfa\";q=5;w=2");
        assertThat(first.header("RateLimit")).matches("\"mfa\";r=[0-4];t=[1-2]");

        Reply refused = Stream.generate(() -> browser.get("/api/user/mfa/status"))
                .limit(200)
                .filter(reply -> reply.status() == 429)
                .findFirst()
                .orElseThrow();
        assertThat(refused.header("RateLimit-Policy")).isEqualTo("\"mfa\";q=5;w=2");
        assertThat(refused.header("RateLimit")).matches("\"mfa\";r=0;t=[1-2]");
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(refused.text("error_code")).isEqualTo("TOO_MANY_REQUESTS");
    }

    @Test
    void a_command_sent_twice_under_one_key_is_done_once_and_answered_the_same() {
        Browser browser = accounts.newSignedIn("twice");
        String key = key();
        Reply first = rename(browser, "once", key);
        rename(browser, "in between", key());

        Reply again = rename(browser, "once", key);

        assertThat(first.status()).as(first.body()).isEqualTo(200);
        assertThat(first.header("Idempotency-Replayed")).isNull();
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Content-Type")).isEqualTo(first.header("Content-Type"));
        assertThat(again.header("X-Log-Position")).isEqualTo(first.header("X-Log-Position"));
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(browser.get(onlyDevice(browser)).text("device_name")).isEqualTo("in between");
        assertThat(events(browser, "user.device-renamed")).isEqualTo(2);
    }

    @Test
    void another_request_under_the_same_key_is_refused() {
        Browser browser = accounts.newSignedIn("other");
        String key = key();
        rename(browser, "once", key);

        Reply otherBody = rename(browser, "twice", key);
        Reply otherRoute = keyed(browser, "POST", onlyDevice(browser) + "/revoke", "{\"device_name\":\"once\"}", key);

        assertThat(otherBody.status()).isEqualTo(422);
        assertThat(otherBody.text("error_code")).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        assertThat(otherRoute.status()).isEqualTo(422);
        assertThat(browser.get(onlyDevice(browser)).text("device_name")).isEqualTo("once");
    }

    @Test
    void a_key_is_its_users_own() {
        String key = key();
        Browser ada = accounts.newSignedIn("ada");
        Browser bob = accounts.newSignedIn("bob");

        assertThat(rename(ada, "hers", key).text("device_name")).isEqualTo("hers");
        assertThat(rename(bob, "his", key).text("device_name")).isEqualTo("his");
    }

    @Test
    void of_many_at_once_under_one_key_one_is_done() throws Exception {
        Browser browser = accounts.newSignedIn("crowd");
        String device = onlyDevice(browser);
        String key = key();
        Callable<Reply> command = () -> keyed(browser, "POST", device + "/trust", "{}", key);
        ExecutorService crowd = Executors.newFixedThreadPool(20);
        List<Reply> replies = new ArrayList<>();
        try {
            for (Future<Reply> reply : crowd.invokeAll(Collections.nCopies(40, command))) {
                replies.add(reply.get());
            }
        } finally {
            crowd.shutdownNow();
        }

        assertThat(replies).allSatisfy(reply -> assertThat(reply.status()).isIn(200, 409));
        assertThat(replies.stream().filter(reply -> reply.status() == 200).map(Reply::body))
                .isNotEmpty()
                .allSatisfy(body -> assertThat(body)
                        .isEqualTo(replies.stream()
                                .filter(reply -> reply.status() == 200)
                                .findFirst()
                                .orElseThrow()
                                .body()));
        assertThat(replies.stream().filter(reply -> reply.status() == 409))
                .allSatisfy(reply -> assertThat(reply.header("Retry-After")).isEqualTo("1"));
        assertThat(events(browser, "user.device-trusted")).isEqualTo(1);
    }

    @Test
    void a_refusal_is_given_again_without_being_judged_again() {
        Browser browser = accounts.newSignedIn("refused");
        String body = "{\"current_password\":\"not the one at all\",\"new_password\":\"seven brides for brothers\"}";
        String key = key();

        Reply first = keyed(browser, "POST", "/api/user/change-password", body, key);
        Reply again = keyed(browser, "POST", "/api/user/change-password", body, key);

        assertThat(first.status()).isEqualTo(401);
        assertThat(again.status()).isEqualTo(401);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(events(browser, "user.password-check-failed")).isEqualTo(1);
    }

    @Test
    @Tag("files")
    void an_answer_comes_again_after_a_restart_and_does_not_lie_in_clear() throws IOException {
        Browser browser = accounts.newSignedIn("restart");
        String key = key();
        String name = "name " + key();
        Reply first = rename(browser, name, key);
        assertThat(first.status()).as(first.body()).isEqualTo(200);
        Path data = service.data();
        assertThat(data.resolve("state.db")).exists();
        assertNowhere(data, "state.db", name, key);

        service.close();
        service = RunningService.on(data, LIMITS);
        accounts = new Accounts(service);
        Browser same = service.browser().bearer(browser.accessToken());

        Reply again = rename(same, name, key);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(events(same, "user.device-renamed")).isEqualTo(1);
    }

    private static void assertNowhere(Path folder, String prefix, String... secrets) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(secrets);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "tab\tinside"})
    void a_key_that_is_none_is_refused(String key) {
        Browser browser = accounts.newSignedIn("malformed");

        Reply refused = rename(browser, "x", key);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("error")).isEqualTo("Idempotency-Key must be 1 to 255 visible ASCII characters");
        assertThat(rename(browser, "x", "k".repeat(256)).status()).isEqualTo(400);
        assertThat(rename(browser, "x", "k".repeat(255)).status()).isEqualTo(200);
    }

    @Test
    void a_key_means_nothing_without_a_bearer_and_on_a_read() {
        String email = Accounts.address("public");
        accounts.confirmed(email);
        String login = "{\"email\":\"" + email + "\",\"password\":\"" + Accounts.PASSWORD + "\"}";
        String key = key();

        Reply first = keyed(service.browser(), "POST", "/api/auth/login", login, key);
        Reply second = keyed(service.browser(), "POST", "/api/auth/login", login, key);

        assertThat(second.text("refresh_token")).isNotEqualTo(first.text("refresh_token"));
        Browser browser = service.browser().keep(first);
        assertThat(keyed(browser, "GET", "/api/user", null, key).status()).isEqualTo(200);
        assertThat(keyed(browser, "GET", "/api/user/devices", null, key).header("Idempotency-Replayed"))
                .isNull();
    }

    @Test
    void a_body_that_cannot_be_read_is_refused_the_same_under_a_key() {
        Browser browser = accounts.newSignedIn("large");
        String large = "{\"device_name\":\"" + "x".repeat(1 << 20) + "\"}";

        assertThat(keyed(browser, "PATCH", onlyDevice(browser), large, key()).status())
                .isEqualTo(413);
        assertThat(keyed(browser, "PATCH", onlyDevice(browser), "{\"device", key())
                        .status())
                .isEqualTo(400);
        assertThat(browser.post("/api/user/devices/revoke-all", Map.of()).status())
                .isEqualTo(200);
    }
}

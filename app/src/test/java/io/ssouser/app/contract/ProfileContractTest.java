package io.ssouser.app.contract;

import static io.ssouser.app.http.Envelope.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ssouser.app.journey.Accounts;
import io.ssouser.app.journey.AnyStore;
import io.ssouser.app.journey.Browser;
import io.ssouser.app.journey.Browser.Reply;
import io.ssouser.app.journey.MovableClock;
import io.ssouser.app.journey.RunningService;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** {@code GET} and {@code PATCH /api/user}, and the links in the letters that a change of address sends. */
@AnyStore
class ProfileContractTest {
    private static final String CONFIRM = "/auth/confirm-email-change";
    private static final String UNDO = "/auth/undo-email-change";

    private static final MovableClock CLOCK = new MovableClock();

    private static RunningService service;
    private static Accounts accounts;

    private final String email = Accounts.address("ada");
    private final String next = Accounts.address("ada.next");

    @BeforeAll
    static void start() {
        service = RunningService.at(CLOCK, "sso.step-up-after=5m");
        accounts = new Accounts(service);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void a_profile_says_all_that_either_kind_of_client_reads() {
        Reply profile = signedIn().get("/api/user");

        assertThat(profile.status()).isEqualTo(200);
        assertThat(profile.json().propertyNames())
                .contains(
                        "id",
                        "email",
                        "is_platform_owner",
                        "email_verified",
                        "email_verified_at",
                        "pending_email",
                        "created_at",
                        "org",
                        "service",
                        "permissions",
                        "plan",
                        "features");
        assertThat(profile.text("email")).isEqualTo(email);
        assertThat(profile.json().get("email_verified").asBoolean()).isTrue();
        assertThat(profile.text("email_verified_at")).endsWith("+00:00");
        assertThat(pending(profile)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"email\":null}", "{\"colour\":\"red\"}"})
    void a_change_of_nothing_changes_nothing(String body) {
        Browser ada = signedIn();
        Reply before = ada.get("/api/user");

        Reply after = ada.send("PATCH", "/api/user", body);

        assertThat(after.status()).isEqualTo(200);
        assertThat(after.body()).isEqualTo(before.body());
        assertThat(after.header("ETag")).isEqualTo(before.header("ETag"));
    }

    @ParameterizedTest
    @CsvSource({
        "'',                     Email cannot be empty",
        "' ',                    Email cannot be empty",
        "ada,                    Invalid email format",
        "ada@example,            Invalid email format",
        "ada@@example.org,       Invalid email format",
        "ada@example.org.,       Invalid email format",
        "a..b@example.org,       Invalid email format"
    })
    void what_is_no_address_is_refused(String typed, String message) {
        Browser ada = signedIn();

        assertRefused(ada.patch("/api/user", Map.of("email", typed)).http(), 400, "BAD_REQUEST", message);
        assertThat(pending(ada.get("/api/user"))).isNull();
    }

    @Test
    void nobody_changes_a_profile_without_a_bearer() {
        assertRefused(
                service.browser().patch("/api/user", Map.of("email", next)).http(),
                401,
                "UNAUTHORIZED",
                "Missing or invalid Authorization header");
    }

    @Test
    void a_new_address_is_pending_until_its_link_is_followed_and_the_session_lives_on_under_it() {
        Browser ada = signedIn();

        Reply asked = ada.patch("/api/user", Map.of("email", next.toUpperCase(Locale.ROOT)));

        assertThat(asked.status()).as(asked.body()).isEqualTo(200);
        assertThat(asked.text("email")).isEqualTo(email);
        assertThat(pending(asked)).isEqualTo(next);
        assertThat(login(next).status()).isEqualTo(401);

        Reply page = service.browser().submit(service.mailbox().linkFor(next, CONFIRM));

        assertThat(page.status()).as(page.body()).isEqualTo(200);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.body()).contains("Email Changed!");
        Reply profile = ada.get("/api/user");
        assertThat(profile.text("email")).isEqualTo(next);
        assertThat(profile.json().get("email_verified").asBoolean()).isTrue();
        assertThat(pending(profile)).isNull();
        assertThat(login(next).status()).isEqualTo(200);
        assertRefused(login(email).http(), 401, "UNAUTHORIZED", "Invalid email or password");
        assertThat(claims(ada).get("email")).isEqualTo(email);
        ada.keep(ada.post("/api/auth/refresh", Map.of("refresh_token", String.valueOf(ada.refreshToken()))));
        assertThat(claims(ada).get("email")).isEqualTo(next);
        assertThat(ada.get("/api/user/devices").json().get("total").asInt()).isEqualTo(2);
        assertThat(trail(ada)).contains("user.email-change-requested", "user.email-changed", "email-claim.released");
    }

    @Test
    void a_change_asks_for_a_proof_of_the_last_five_minutes() {
        Browser ada = signedIn();
        CLOCK.pass(Duration.ofMinutes(5));

        assertRefused(
                ada.patch("/api/user", Map.of("email", next)).http(),
                403,
                "STEP_UP_REQUIRED",
                "Please sign in again to do this.");
        assertThat(ada.send("PATCH", "/api/user", "{}").status()).isEqualTo(200);
        ada.post("/api/auth/step-up", Map.of("password", Accounts.PASSWORD));
        assertThat(pending(ada.patch("/api/user", Map.of("email", next)))).isEqualTo(next);
    }

    @Test
    void a_new_address_is_pending_for_a_day_and_its_change_can_be_disowned_for_another_week() {
        signedIn().patch("/api/user", Map.of("email", next));
        String confirm = service.mailbox().linkFor(next, CONFIRM);
        String undo = service.mailbox().linkFor(email, UNDO);

        CLOCK.pass(Duration.ofDays(1));
        assertThat(pending(accounts.signedIn(email).get("/api/user"))).isNull();
        assertRefused(service.browser().get(confirm).http(), 400, "BAD_REQUEST", "Verification token has expired");
        assertThat(service.browser().get(undo).status()).isEqualTo(200);

        CLOCK.pass(Duration.ofDays(7));
        assertRefused(service.browser().get(undo).http(), 400, "BAD_REQUEST", "Verification token has expired");
        assertRefused(service.browser().post(undo).http(), 400, "BAD_REQUEST", "Verification token has expired");
    }

    @Test
    void a_link_works_once_and_looking_at_it_does_not_use_it_up() {
        Browser ada = signedIn();
        ada.patch("/api/user", Map.of("email", next));
        String link = service.mailbox().linkFor(next, CONFIRM);

        assertThat(ada.head(link).status()).isEqualTo(200);
        assertThat(ada.get(link).status()).isEqualTo(200);
        assertThat(ada.get("/api/user").text("email")).isEqualTo(email);
        assertThat(ada.submit(link).status()).isEqualTo(200);
        assertThat(ada.get("/api/user").text("email")).isEqualTo(next);
        assertRefused(ada.get(link).http(), 400, "BAD_REQUEST", "Verification token has already been used");
    }

    @ParameterizedTest
    @ValueSource(strings = {CONFIRM, CONFIRM + "?token=", CONFIRM + "?token=abc.def", UNDO, UNDO + "?token=abc"})
    void a_link_that_was_never_sent_is_refused(String link) {
        assertRefused(service.browser().get(link).http(), 400, "BAD_REQUEST", "Invalid verification token");
    }

    @Test
    void a_second_change_takes_the_place_of_the_first() {
        Browser ada = signedIn();
        String other = Accounts.address("ada.other");
        ada.patch("/api/user", Map.of("email", next));
        String first = service.mailbox().linkFor(next, CONFIRM);

        assertThat(pending(ada.patch("/api/user", Map.of("email", other)))).isEqualTo(other);

        assertRefused(ada.get(first).http(), 400, "BAD_REQUEST", "Invalid verification token");
        assertThat(ada.submit(service.mailbox().linkFor(other, CONFIRM)).status())
                .isEqualTo(200);
        assertThat(ada.get("/api/user").text("email")).isEqualTo(other);
    }

    @Test
    void the_present_address_takes_a_pending_change_back() {
        Browser ada = signedIn();
        ada.patch("/api/user", Map.of("email", next));
        String link = service.mailbox().linkFor(next, CONFIRM);

        assertThat(pending(ada.patch("/api/user", Map.of("email", email)))).isNull();

        assertRefused(ada.get(link).http(), 400, "BAD_REQUEST", "Invalid verification token");
    }

    @Test
    void the_old_address_stops_a_pending_change_and_everybody_is_signed_out() {
        Browser ada = signedIn();
        ada.patch("/api/user", Map.of("email", next));
        String confirm = service.mailbox().linkFor(next, CONFIRM);
        String undo = service.mailbox().linkFor(email, UNDO);
        Browser reader = service.browser();

        Reply question = reader.get(undo);
        assertThat(question.status()).isEqualTo(200);
        assertThat(question.body()).contains("<form method=\"post\">");
        assertThat(question.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(ada.get("/api/user").status()).isEqualTo(200);

        Reply done = reader.post(undo);
        assertThat(done.status()).as(done.body()).isEqualTo(200);
        assertThat(done.body()).contains("Email Restored!");
        assertRefused(ada.get("/api/user").http(), 401, "UNAUTHORIZED", "Session revoked or expired");
        assertRefused(reader.get(confirm).http(), 400, "BAD_REQUEST", "Invalid verification token");
        assertThat(pending(accounts.signedIn(email).get("/api/user"))).isNull();
    }

    @Test
    void the_old_address_undoes_a_change_and_everybody_is_signed_out() {
        Browser ada = signedIn();
        ada.patch("/api/user", Map.of("email", next));
        ada.submit(service.mailbox().linkFor(next, CONFIRM));
        await().atMost(Duration.ofSeconds(10))
                .until(() -> service.mailbox().mailsTo(email).stream().anyMatch(mail -> mail.contains("was changed")));
        String undo = service.mailbox().linkFor(email, UNDO);

        assertThat(service.browser().post(undo).status()).isEqualTo(200);

        assertThat(ada.get("/api/user").status()).isEqualTo(401);
        assertThat(login(next).status()).isEqualTo(401);
        Browser owner = accounts.signedIn(email);
        assertThat(owner.get("/api/user").text("email")).isEqualTo(email);
        assertThat(trail(owner)).contains("user.email-change-undone", "user.session-ended");
        await().atMost(Duration.ofSeconds(10))
                .until(() -> service.mailbox().mailsTo(email).stream().anyMatch(mail -> mail.contains("choose a new")));
        assertRefused(
                service.browser().post(undo).http(), 400, "BAD_REQUEST", "Verification token has already been used");
    }

    @Test
    void an_account_with_a_long_life_moves_like_any_other() {
        Browser ada = signedIn();
        String device = "/api/user/devices/"
                + ada.get("/api/user/devices")
                        .json()
                        .get("devices")
                        .get(0)
                        .get("id")
                        .asString();
        for (int i = 0; i < 120; i++) {
            ada.patch(device, Map.of("device_name", "name " + i));
            if (i == 60) {
                ada.patch("/api/user", Map.of("email", next));
                assertThat(ada.submit(service.mailbox().linkFor(next, CONFIRM)).status())
                        .isEqualTo(200);
            }
        }

        Browser again = accounts.signedIn(next);
        assertThat(claims(again).get("email")).isEqualTo(next);
    }

    @Test
    void the_tag_of_a_profile_is_the_accounts_version() {
        Browser ada = signedIn();
        Reply profile = ada.get("/api/user");
        String tag = profile.header("ETag");
        assertThat(tag).matches("\"\\d+\"");

        Reply same = ada.send("GET", "/api/user", null, "If-None-Match", tag);
        assertThat(same.status()).isEqualTo(304);
        assertThat(same.body()).isEmpty();

        Reply changed = ada.send("PATCH", "/api/user", "{\"email\":\"" + next + "\"}", "If-Match", tag);
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(changed.header("ETag")).isEqualTo("\"" + (version(tag) + 1) + "\"");
        assertThat(ada.send("GET", "/api/user", null, "If-None-Match", tag).status())
                .isEqualTo(200);

        for (String body : List.of("{}", "{\"email\":\"" + email + "\"}")) {
            assertRefused(
                    ada.send("PATCH", "/api/user", body, "If-Match", tag).http(),
                    412,
                    "PRECONDITION_FAILED",
                    "The account has changed since it was read");
        }
        assertThat(pending(ada.get("/api/user"))).isEqualTo(next);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*|200",
                "\"NOW\"|200",
                "\"0\", \"NOW\"|200",
                "W/\"NOW\"|412",
                "\"not-ours\"|412",
                "\"99999999999999999999\"|412",
                "NOW|400",
                "\"NOW|400",
                "\"NOW\",|400",
                ";|400"
            })
    void a_precondition_is_met_missed_or_no_precondition(String header, int status) {
        Browser ada = signedIn();
        String sent =
                header.replace("NOW", Long.toString(version(ada.get("/api/user").header("ETag"))));

        for (String body : List.of("{}", "{\"email\":\"" + email + "\"}")) {
            assertThat(ada.send("PATCH", "/api/user", body, "If-Match", sent).status())
                    .as(body)
                    .isEqualTo(status);
        }
    }

    private Browser signedIn() {
        accounts.confirmed(email);
        return accounts.signedIn(email);
    }

    private static Reply login(String address) {
        return service.browser().login(address, Accounts.PASSWORD);
    }

    private static long version(@Nullable String tag) {
        return Long.parseLong(String.valueOf(tag).replace("\"", ""));
    }

    private static @Nullable String pending(Reply profile) {
        assertThat(profile.status()).as(profile.body()).isEqualTo(200);
        return profile.json().get("pending_email").isNull() ? null : profile.text("pending_email");
    }

    private static List<String> trail(Browser browser) {
        return StreamSupport.stream(
                        browser.get("/api/user/audit").json().get("events").spliterator(), false)
                .map(event -> event.get("type").asString())
                .toList();
    }

    private static Map<?, ?> claims(Browser browser) {
        String payload = String.valueOf(browser.accessToken()).split("\\.")[1];
        String json = new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8);
        return JsonMapper.shared().readValue(json, Map.class);
    }
}

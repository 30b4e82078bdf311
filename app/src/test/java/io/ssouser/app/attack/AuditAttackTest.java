package io.ssouser.app.attack;

import static io.ssouser.app.http.Envelope.assertEnveloped;
import static io.ssouser.app.http.Envelope.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.app.journey.Accounts;
import io.ssouser.app.journey.Authenticator;
import io.ssouser.app.journey.Browser;
import io.ssouser.app.journey.Browser.Reply;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The trail asked with operators, absurd ranges and bent cursors, and by those whom it does not concern. */
class AuditAttackTest {
    private static final String READ = "user.audit-trail-read";

    private static Browser auditor;

    @BeforeAll
    static void signIn() {
        auditor = Target.auditor();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=-1",
                "limit=0",
                "limit=1000000000",
                "limit=501",
                "limit=9999999999999999999",
                "limit=1e2",
                "limit=%2B5",
                "limit=",
                "type=%27%20OR%20%271%27=%271",
                "type=%25",
                "type=%7B%22%24ne%22%3Anull%7D",
                "type=user.*",
                "type=USER.REGISTERED",
                "type=",
                "user_id=%27--",
                "user_id=*",
                "user_id=",
                "from=yesterday",
                "from=2026-13-01T00:00:00Z",
                "from=-999999999-01-01T00:00:00Z",
                "to=%2B999999999-12-31T23:59:59Z",
                "from=2027-01-01T00:00:00Z&to=2026-01-01T00:00:00Z",
                "after=",
                "after=0",
                "after=AAAA",
                "after=%27%3BDROP%20TABLE%20event",
                "after=//////////////////////8",
            })
    void a_parameter_that_is_none_is_refused_before_anything_is_read(String query) {
        assertEnveloped(auditor.get("/api/audit/events?" + query).http(), 400);
        if (!query.startsWith("user_id")) {
            assertEnveloped(auditor.get("/api/user/audit?" + query).http(), 400);
        }
    }

    @Test
    void a_cursor_bent_in_any_place_is_refused() {
        Victim.named("pages");
        String cursor = auditor.get("/api/audit/events?limit=1").text("next");

        for (int i = 0; i < cursor.length(); i++) {
            char bent = cursor.charAt(i) == 'A' ? 'B' : 'A';
            String tampered = cursor.substring(0, i) + bent + cursor.substring(i + 1);
            assertEnveloped(
                    auditor.get("/api/audit/events?limit=1&after=" + tampered).http(), 400);
        }
    }

    @Test
    void the_widest_range_gives_one_page_and_the_pages_give_everything_once() {
        Victim victim = Victim.named("range");
        String wide = "/api/audit/events?from=1970-01-01T00:00:00Z&to=9999-12-31T23:59:59Z&user_id=" + victim.id();

        List<String> newestFirst = new ArrayList<>(victim.facts());
        Collections.reverse(newestFirst);
        newestFirst.add("email-claim.claimed");
        List<String> seen = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = auditor.get(wide + "&limit=2" + after).json();
            assertThat(page.get("events").size()).isLessThanOrEqualTo(2);
            page.get("events").forEach(event -> seen.add(event.get("type").asString()));
            after = page.get("next").isNull()
                    ? ""
                    : "&after=" + page.get("next").asString();
        } while (!after.isEmpty());

        assertThat(seen).isEqualTo(newestFirst);
    }

    @Test
    void an_account_that_does_not_exist_and_an_instant_before_everything_have_empty_pages() {
        assertThat(auditor.get("/api/audit/events?user_id=" + UUID.randomUUID())
                        .json()
                        .get("events")
                        .size())
                .isZero();
        assertThat(auditor.get("/api/audit/events?to=1970-01-01T00:00:00Z")
                        .json()
                        .get("events")
                        .size())
                .isZero();
    }

    @Test
    void whoever_lacks_the_permission_sees_the_own_trail_alone() {
        Victim victim = Victim.named("seen");
        Victim attacker = Victim.named("curious");

        for (String query : List.of("", "?user_id=" + victim.id(), "?user_id=" + attacker.id(), "?limit=-1")) {
            assertRefused(
                    attacker.browser().get("/api/audit/events" + query).http(),
                    403,
                    "FORBIDDEN",
                    "Permission audit:read is required");
        }
        assertEnveloped(Target.SERVICE.browser().get("/api/audit/events").http(), 401);
        assertEnveloped(Target.SERVICE.browser().get("/api/user/audit").http(), 401);
        attacker.browser()
                .get("/api/user/audit?limit=500&user_id=" + victim.id())
                .json()
                .get("events")
                .forEach(event -> assertThat(event.get("user_id").asString()).isEqualTo(attacker.id()));
    }

    @Test
    void whoever_reads_the_trail_of_another_leaves_an_entry_there_that_says_who_and_what() {
        Victim victim = Victim.named("read");
        String reader = auditor.get("/api/user").text("id");

        Reply page = auditor.get(
                "/api/audit/events?type=user.signed-in&from=2026-01-01T00:00:00Z&limit=1&user_id=" + victim.id());

        assertThat(page.body()).doesNotContain(READ);
        assertThat(victim.count(READ)).as("in the log before the answer").isEqualTo(1);
        JsonNode entry = only(victim.browser(), READ);
        assertThat(entry.get("actor").asString()).isEqualTo(reader);
        assertThat(entry.get("user_id").asString()).isEqualTo(victim.id());
        assertThat(entry.get("details"))
                .hasToString("{\"trail_of\":\"" + victim.id()
                        + "\",\"type\":\"user.signed-in\",\"from\":\"2026-01-01T00:00:00.000000Z\",\"to\":null}");
        for (String whence : List.of("session", "device", "ip", "user_agent")) {
            assertThat(entry.get(whence).isNull()).as(whence).isTrue();
        }
    }

    @Test
    void each_page_of_anothers_trail_is_an_entry_of_its_own_whoever_made_the_cursor() {
        Victim victim = Victim.named("read.on");
        String trail = "/api/audit/events?limit=1&user_id=" + victim.id();

        String next = auditor.get(trail).text("next");
        assertThat(auditor.get(trail + "&after=" + next).status()).isEqualTo(200);

        assertThat(victim.count(READ)).isEqualTo(2);
    }

    @Test
    void a_search_of_all_trails_or_of_one_that_does_not_exist_is_an_entry_of_the_readers_own() {
        String reader = auditor.get("/api/user").text("id");
        String nobody = UUID.randomUUID().toString();
        int before = readsBy(reader);

        assertThat(auditor.get("/api/audit/events?limit=1").status()).isEqualTo(200);
        assertThat(auditor.get("/api/audit/events?user_id=" + nobody)
                        .json()
                        .get("events")
                        .size())
                .isZero();

        assertThat(readsBy(reader)).isEqualTo(before + 2);
        JsonNode entries =
                auditor.get("/api/user/audit?limit=2&type=" + READ).json().get("events");
        assertThat(entries.get(0).get("details").get("trail_of").asString()).isEqualTo(nobody);
        assertThat(entries.get(1).get("details").get("trail_of").isNull()).isTrue();
        assertThat(Target.factsOf(nobody)).isEmpty();
    }

    @Test
    void neither_ones_own_trail_nor_a_refused_search_leaves_an_entry() {
        Victim victim = Victim.named("unread");
        String reader = auditor.get("/api/user").text("id");
        int before = readsBy(reader);

        assertThat(auditor.get("/api/audit/events?limit=1&user_id=" + reader).status())
                .isEqualTo(200);
        assertThat(auditor.get("/api/user/audit").status()).isEqualTo(200);
        assertThat(victim.browser().get("/api/user/audit").status()).isEqualTo(200);
        assertEnveloped(
                victim.browser().get("/api/audit/events?user_id=" + reader).http(), 403);
        for (String bad : List.of("limit=0", "after=AAAA", "type=%25")) {
            assertEnveloped(
                    auditor.get("/api/audit/events?user_id=" + victim.id() + "&" + bad)
                            .http(),
                    400);
        }

        assertThat(readsBy(reader)).isEqualTo(before);
        assertThat(victim.count(READ)).isZero();
    }

    private static int readsBy(String reader) {
        return Collections.frequency(Target.factsOf(reader), READ);
    }

    private static JsonNode only(Browser browser, String type) {
        JsonNode events = browser.get("/api/user/audit?type=" + type).json().get("events");
        assertThat(events).hasSize(1);
        return events.get(0);
    }

    @Test
    void a_cursor_of_one_account_opens_no_other() {
        Victim victim = Victim.named("cursor.of");
        String cursor = victim.browser().get("/api/user/audit?limit=1").text("next");
        Victim attacker = Victim.named("cursor.used.by");

        Reply page = attacker.browser().get("/api/user/audit?limit=500&after=" + cursor);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).doesNotContain(victim.id());
    }

    @Test
    void the_trail_holds_no_secret() {
        Victim victim = Victim.named("secrets");
        Authenticator authenticator = victim.secondFactor();
        victim.browser()
                .post(
                        "/api/user/change-password",
                        Map.of("current_password", Accounts.PASSWORD, "new_password", "a new password"));

        String trail = auditor.get("/api/audit/events?limit=500&user_id=" + victim.id())
                .body();

        assertThat(trail)
                .contains("user.password-changed", "user.mfa-enabled")
                .doesNotContain(authenticator.secret(), "argon2", "a new password");
    }
}

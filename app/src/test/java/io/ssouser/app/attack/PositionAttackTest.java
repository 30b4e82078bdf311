package io.ssouser.app.attack;

import static io.ssouser.app.http.Envelope.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.app.journey.Accounts;
import io.ssouser.app.journey.Browser;
import io.ssouser.app.journey.Browser.Reply;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What one's own positions, cursors and tags tell of what strangers did in between: nothing. */
class PositionAttackTest {
    private static final String POSITION = "X-Log-Position";

    private final Victim spy = Victim.named("spy");

    private Reply rename(String name) {
        return spy.browser().patch("/api/user/devices/" + spy.device(), Map.of("device_name", name));
    }

    @Test
    void the_gap_between_two_of_ones_own_positions_is_not_to_be_seen() {
        Victim met = Victim.named("met");
        Browser stranger = Target.SERVICE.browser();
        Set<String> seen = new HashSet<>();

        for (String email : List.of(met.email(), Accounts.address("nobody"))) {
            String before = rename("before").header(POSITION);
            stranger.post("/api/auth/forgot-password", Map.of("email", email));
            String after = rename("after").header(POSITION);

            assertThat(List.of(before, after))
                    .allSatisfy(position -> assertThat(position).matches("[A-Za-z0-9_-]{48}"));
            seen.addAll(List.of(before, after));
        }
        assertThat(seen).hasSize(4);
        assertThat(seen.stream().map(PositionAttackTest::startOf)).doesNotHaveDuplicates();
    }

    /** An order or a difference that a number in clear at the start of the text would show. */
    private static long startOf(String position) {
        return ByteBuffer.wrap(Base64.getUrlDecoder().decode(position)).getLong();
    }

    @Test
    void a_command_that_changes_nothing_gives_another_text_each_time() {
        Set<String> texts = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            texts.add(String.valueOf(
                    spy.browser().post("/api/user/erasure/cancel", Map.of()).header(POSITION)));
        }

        assertThat(texts).hasSize(5);
    }

    @Test
    void the_own_trail_the_export_and_their_cursors_hold_no_number_of_the_log() {
        rename("one");
        JsonNode page = spy.browser().get("/api/user/audit?limit=2").json();
        JsonNode export = spy.browser().get("/api/privacy/export").json().get("audit_events");

        for (JsonNode events : List.of(page.get("events"), export)) {
            assertThat(events)
                    .isNotEmpty()
                    .allSatisfy(event ->
                            assertThat(event.get("position").isString()).isTrue());
        }
        JsonNode again = spy.browser().get("/api/user/audit?limit=2").json();
        assertThat(again.get("next").asString()).isNotEqualTo(page.get("next").asString());
    }

    @Test
    void the_own_trail_is_paged_by_its_sealed_cursor_and_by_no_other() {
        for (int i = 0; i < 5; i++) {
            rename("name " + i);
        }
        Set<String> ids = new HashSet<>();
        int events = 0;
        String after = "";
        do {
            JsonNode page = spy.browser().get("/api/user/audit?limit=2" + after).json();
            for (JsonNode event : page.get("events")) {
                ids.add(event.get("id").asString());
                events++;
            }
            after = page.get("next").isNull()
                    ? ""
                    : "&after=" + page.get("next").asString();
        } while (!after.isEmpty());
        assertThat(ids)
                .hasSize(events)
                .hasSameSizeAs(
                        spy.browser().get("/api/user/audit?limit=500").json().get("events"));

        String open = Target.ACCOUNTS.service().browser().get("/health").header("X-Request-Id");
        for (String cursor : List.of("AAAAAAAAAAAAAAAA", String.valueOf(open))) {
            assertRefused(
                    spy.browser().get("/api/user/audit?after=" + cursor).http(),
                    400,
                    "BAD_REQUEST",
                    "Invalid value for 'after'");
        }
    }

    @Test
    void nobody_but_an_auditor_can_ask_where_the_log_stands() {
        for (String number : List.of("0", "1", "999999999999")) {
            assertRefused(
                    spy.browser()
                            .send("GET", "/api/user", null, "X-Min-Log-Position", number)
                            .http(),
                    400,
                    "BAD_REQUEST",
                    "Invalid X-Min-Log-Position");
        }
        String own = String.valueOf(rename("mine").header(POSITION));
        assertThat(spy.browser()
                        .send("GET", "/api/user", null, "X-Min-Log-Position", own)
                        .status())
                .isEqualTo(200);
        String bent = (own.startsWith("A") ? "B" : "A") + own.substring(1);
        assertThat(spy.browser()
                        .send("GET", "/api/user", null, "X-Min-Log-Position", bent)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void an_auditor_sees_the_numbers_of_the_log() {
        Browser auditor = Target.auditor();
        String device =
                auditor.get("/api/user/devices").json().at("/devices/0/id").asString();

        String position = auditor.patch("/api/user/devices/" + device, Map.of("device_name", "Desk"))
                .header(POSITION);

        assertThat(position).matches("\\d+");
        assertThat(auditor.send("GET", "/api/audit/events?limit=1", null, "X-Min-Log-Position", position)
                        .json()
                        .at("/events/0/position")
                        .asLong())
                .isGreaterThanOrEqualTo(Long.parseLong(position));
    }
}

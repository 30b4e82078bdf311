package io.ssouser.app.contract;

import static io.ssouser.app.http.Envelope.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ssouser.app.journey.Accounts;
import io.ssouser.app.journey.Authenticator;
import io.ssouser.app.journey.Browser;
import io.ssouser.app.journey.Browser.Reply;
import io.ssouser.app.journey.MovableClock;
import io.ssouser.app.journey.RunningService;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** {@code GET /api/privacy/export}. */
class PrivacyExportContractTest {
    private static final MovableClock CLOCK = new MovableClock();
    private static final RunningService SERVICE = RunningService.at(CLOCK, "sso.step-up-after=5m");
    private static final Accounts ACCOUNTS = new Accounts(SERVICE);
    private static final String PATH = "/api/privacy/export";

    private final String email = Accounts.address("ada");

    @AfterAll
    static void stop() {
        SERVICE.close();
    }

    @Test
    void an_export_holds_all_that_is_kept_about_its_owner_and_of_nobody_else() {
        Browser other = ACCOUNTS.newSignedIn("other");
        Browser ada = signedIn();
        ACCOUNTS.signedIn(email);
        ada.patch("/api/user", Map.of("email", "next." + email));

        Reply export = ada.get(PATH);

        assertThat(export.status()).as(export.body()).isEqualTo(200);
        assertThat(export.header("Content-Type")).startsWith("application/json");
        assertThat(export.header("Content-Disposition")).startsWith("attachment");
        assertThat(export.header("Cache-Control")).contains("no-store");
        JsonNode all = export.json();
        assertThat(all.propertyNames())
                .containsExactly(
                        "profile", "identities", "mfa", "devices", "sessions", "subscriptions", "audit_events");
        assertThat(all.get("profile").get("email").asString()).isEqualTo(email);
        assertThat(all.get("profile").get("pending_email").asString()).isEqualTo("next." + email);
        assertThat(all.get("identities").toString()).isEqualTo("[\"password\"]");
        assertThat(all.get("mfa").get("enabled").asBoolean()).isFalse();
        assertThat(all.get("devices")).hasSize(2);
        assertThat(all.get("sessions")).hasSize(2);
        assertThat(types(all))
                .startsWith("user.personal-data-exported", "user.email-change-requested")
                .endsWith("email-claim.claimed");
        assertThat(export.body()).doesNotContain(other.get("/api/user").text("id"));
    }

    @Test
    void no_secret_stands_in_an_export() {
        Browser ada = signedIn();
        Authenticator authenticator =
                new Authenticator(ada.post("/api/user/mfa/setup", Map.of()).text("secret"));
        int stepsAhead = (int) Duration.between(Instant.now(), CLOCK.instant()).dividedBy(Duration.ofSeconds(30));
        Reply sheet = ada.post("/api/user/mfa/verify", Map.of("code", authenticator.code(stepsAhead)));
        assertThat(sheet.status()).as(sheet.body()).isEqualTo(200);

        String export = ada.get(PATH).body();

        assertThat(export)
                .doesNotContain(
                        Accounts.PASSWORD,
                        "$argon2",
                        authenticator.secret(),
                        sheet.json().get("backup_codes").get(0).asString(),
                        String.valueOf(ada.accessToken()),
                        String.valueOf(ada.refreshToken()));
    }

    @Test
    void a_trail_of_any_length_is_exported_whole_and_each_event_once() {
        Browser ada = signedIn();
        String device = "/api/user/devices/"
                + ada.get("/api/user/devices")
                        .json()
                        .get("devices")
                        .get(0)
                        .get("id")
                        .asString();
        for (int i = 0; i < 210; i++) {
            ada.patch(device, Map.of("device_name", "name " + i));
        }

        JsonNode all = ada.get(PATH).json();

        assertThat(types(all)).filteredOn("user.device-renamed"::equals).hasSize(210);
        assertThat(types(all)).endsWith("email-claim.claimed");
        assertThat(StreamSupport.stream(all.get("audit_events").spliterator(), false)
                        .map(event -> event.get("id").asString()))
                .doesNotHaveDuplicates();
    }

    @Test
    void an_export_is_told_to_its_owner() {
        signedIn().get(PATH);

        await().atMost(Duration.ofSeconds(10))
                .until(() ->
                        SERVICE.mailbox().mailsTo(email).stream().anyMatch(mail -> mail.contains("just downloaded")));
    }

    @Test
    void an_export_asks_for_a_proof_of_the_last_five_minutes() {
        Browser ada = signedIn();
        CLOCK.pass(Duration.ofMinutes(5));

        assertRefused(ada.get(PATH).http(), 403, "STEP_UP_REQUIRED", "Please sign in again to do this.");
        ada.post("/api/auth/step-up", Map.of("password", Accounts.PASSWORD));
        assertThat(ada.get(PATH).status()).isEqualTo(200);
    }

    @Test
    void nobody_exports_without_a_bearer() {
        assertRefused(
                SERVICE.browser().get(PATH).http(), 401, "UNAUTHORIZED", "Missing or invalid Authorization header");
    }

    private Browser signedIn() {
        ACCOUNTS.confirmed(email);
        return ACCOUNTS.signedIn(email);
    }

    private static List<String> types(JsonNode all) {
        return StreamSupport.stream(all.get("audit_events").spliterator(), false)
                .map(event -> event.get("type").asString())
                .toList();
    }
}

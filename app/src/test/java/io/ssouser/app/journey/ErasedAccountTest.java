package io.ssouser.app.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.app.background.DueErasures;
import io.ssouser.app.journey.Browser.Reply;
import io.ssouser.eventstore.log.EventLog;
import io.ssouser.eventstore.log.Head;
import io.ssouser.eventstore.proof.LogVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What is left of a person after the erasure, in every file and after every restoration: nothing. */
@Tag("files")
class ErasedAccountTest {
    private static final String OWNER = "owner@example.org";
    private static final String SETTING = "sso.platform-owner=" + OWNER;
    private static final String DEVICE = "Zebra of the erased";
    private static final Duration WINDOW = Duration.ofDays(14);
    private static final MovableClock CLOCK = new MovableClock();

    @Test
    void of_an_erased_account_nothing_is_left_but_the_proof_that_it_was(@TempDir Path elsewhere) throws IOException {
        String email = Accounts.address("zebra");
        RunningService first = RunningService.at(CLOCK, SETTING);
        Path data = first.data();
        String id = wishToBeErased(first, email);
        Files.copy(data.resolve("keys.db"), elsewhere.resolve("keys.db"));
        CLOCK.pass(WINDOW);
        try (RunningService service = RunningService.on(data, CLOCK, SETTING)) {
            Browser browser = new Accounts(service).signedIn(email);
            assertThat(browser.get("/api/user/erasure").text("erase_at")).isNotEmpty();

            service.bean(DueErasures.class).eraseDue();

            assertThat(browser.get("/api/user").status()).isEqualTo(401);
            Reply signIn = service.browser().login(email, Accounts.PASSWORD);
            assertThat(signIn.status()).isEqualTo(401);
            assertThat(signIn.text("error")).isEqualTo("Invalid email or password");
            assertForgotten(service, email, id);
        }
        putBack(elsewhere.resolve("keys.db"), data);

        try (RunningService restored = RunningService.on(data, CLOCK, SETTING)) {
            assertForgotten(restored, email, id);
            Accounts accounts = new Accounts(restored);
            accounts.confirmed(email);
            Browser born = accounts.signedIn(email);
            assertThat(born.get("/api/user").text("id")).isNotEqualTo(id);
            assertThat(born.get("/api/user/devices").body()).doesNotContain(DEVICE);
        }
    }

    /** @return the user's id; the service is closed, so that its files are whole */
    private static String wishToBeErased(RunningService service, String email) {
        try (service) {
            Accounts accounts = new Accounts(service);
            accounts.confirmed(OWNER);
            accounts.confirmed(email);
            Browser browser = accounts.signedIn(email);
            nameTheDevice(browser);
            assertThat(browser.delete("/api/user").status()).isEqualTo(202);
            return browser.get("/api/user").text("id");
        }
    }

    private static void nameTheDevice(Browser browser) {
        JsonNode device = browser.get("/api/user/devices").json().get("devices").get(0);
        Reply named = browser.patch("/api/user/devices/" + device.get("id").asString(), Map.of("device_name", DEVICE));
        assertThat(named.status()).isEqualTo(200);
    }

    /** The keys as they were before the erasure, and every read model to be made anew with them. */
    private static void putBack(Path keys, Path data) throws IOException {
        try (Stream<Path> files = Files.list(data)) {
            for (Path file : files.filter(each -> each.getFileName().toString().matches("(views|keys)\\.db.*"))
                    .toList()) {
                Files.delete(file);
            }
        }
        Files.copy(keys, data.resolve("keys.db"));
    }

    /** What an auditor still reads: that it was, when and what; not whose it was and from where. */
    private static void assertForgotten(RunningService service, String email, String id) {
        Browser owner = new Accounts(service).signedIn(OWNER);
        Reply trail = owner.get("/api/audit/events?limit=100&user_id=" + id);
        assertThat(trail.status()).isEqualTo(200);
        assertThat(trail.body())
                .contains("user.erased", "user.registered", "user.device-renamed")
                .doesNotContain(email, DEVICE, "127.0.0.1");
        assertThat(owner.get("/api/user/audit?type=user.audit-trail-read&limit=1")
                        .json()
                        .get("events")
                        .get(0)
                        .get("details")
                        .get("trail_of")
                        .asString())
                .as("nothing follows the last event of the erased user: the reader keeps the entry")
                .isEqualTo(id);
        assertThat(RawFiles.holding(service.data(), DEVICE)).isEmpty();
        assertThat(new LogVerifier(service.bean(EventLog.class))
                        .verify(Head.START, position -> {})
                        .isSound())
                .isTrue();
    }
}

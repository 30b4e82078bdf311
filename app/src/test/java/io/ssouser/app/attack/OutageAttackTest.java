package io.ssouser.app.attack;

import static io.ssouser.app.http.Envelope.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ssouser.app.journey.Accounts;
import io.ssouser.app.journey.Authenticator;
import io.ssouser.app.journey.Browser;
import io.ssouser.app.journey.Browser.Reply;
import io.ssouser.app.journey.RunningService;
import io.ssouser.eventstore.log.EventLog;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A store goes away under the running service, because another process moves its table or locks it, and comes back. */
@Tag("files")
class OutageAttackTest {
    private static RunningService service;
    private static Accounts accounts;

    @BeforeAll
    static void start() {
        service = RunningService.fresh();
        accounts = new Accounts(service);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void without_the_log_nothing_is_granted_and_afterwards_everything_goes_on_by_itself() throws SQLException {
        Victim victim = Victim.named("log.gone", accounts);
        Browser browser = victim.browser();
        String device = victim.device();
        Authenticator authenticator = accounts.secondFactor(browser);
        Browser stranger = service.browser();
        Map<String, String> proof = Map.of(
                "preauth_token",
                stranger.login(victim.email(), Accounts.PASSWORD).text("access_token"),
                "code",
                authenticator.backupCodes().get(0));
        rename(browser, device, "acknowledged");
        long before = service.bean(EventLog.class).head().nextPosition();

        move("event", "away");
        await().atMost(Duration.ofSeconds(10))
                .until(() -> stranger.get("/health/ready").status() == 503);
        assertThat(stranger.get("/health/ready").text("cause")).isEqualTo("STORE_UNAVAILABLE");
        assertThat(stranger.get("/health/live").status()).isEqualTo(200);
        List<Reply> replies = List.of(
                stranger.post("/api/auth/mfa/verify", proof),
                rename(browser, device, "never"),
                browser.post("/api/user/devices/" + device + "/revoke", Map.of()),
                browser.delete("/api/user/mfa"),
                stranger.login(victim.email(), Accounts.PASSWORD),
                stranger.login(victim.email(), "wrong password"),
                stranger.post("/api/auth/register", Map.of("email", "a@b.example", "password", Accounts.PASSWORD)));
        move("away", "event");

        replies.forEach(OutageAttackTest::assertUnavailable);
        assertThat(service.bean(EventLog.class).head().nextPosition()).isEqualTo(before);
        assertThat(browser.get("/api/user/devices/" + device).text("device_name"))
                .isEqualTo("acknowledged");
        assertThat(rename(browser, device, "afterwards").text("device_name")).isEqualTo("afterwards");
        assertThat(stranger.post("/api/auth/mfa/verify", proof).status()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> stranger.get("/health/ready").status() == 200);
    }

    @Test
    void while_the_sessions_cannot_be_written_nobody_is_thrown_out() throws SQLException {
        Victim victim = Victim.named("state.gone", accounts);
        Browser browser = victim.browser();
        Map<String, String> token = Map.of("refresh_token", String.valueOf(browser.refreshToken()));

        try (Connection other = open("state.db");
                Statement lock = other.createStatement()) {
            lock.execute("BEGIN IMMEDIATE");
            assertThat(browser.get("/api/user").status()).isEqualTo(200);
            assertUnavailable(browser.post("/api/auth/refresh", token));
            lock.execute("ROLLBACK");
        }

        assertThat(browser.post("/api/auth/refresh", token).status()).isEqualTo(200);
        assertThat(accounts.signedIn(victim.email()).get("/api/user").status()).isEqualTo(200);
    }

    private static Reply rename(Browser browser, String device, String name) {
        return browser.patch("/api/user/devices/" + device, Map.of("device_name", name));
    }

    private static void assertUnavailable(Reply reply) {
        assertRefused(reply.http(), 503, "SERVICE_UNAVAILABLE", "Service is temporarily unavailable");
        assertThat(reply.header("Retry-After")).isNotNull();
    }

    private static void move(String table, String name) throws SQLException {
        try (Connection log = open("log.db");
                Statement statement = log.createStatement()) {
            statement.execute("ALTER TABLE " + table + " RENAME TO " + name);
        }
    }

    private static Connection open(String file) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + service.data().resolve(file));
    }
}

package io.ssouser.api.attack;

import static io.ssouser.api.http.Envelope.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.api.journey.Accounts;
import io.ssouser.api.journey.Authenticator;
import io.ssouser.api.journey.Browser;
import io.ssouser.api.journey.Browser.Reply;
import io.ssouser.api.journey.RunningService;
import io.ssouser.eventstore.EventLog;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A store goes away under the running service, because its table is moved by another process, and comes back. */
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
        long before = service.bean(EventLog.class).tail().nextPosition();

        move("log.db", "event", "away");
        List<Reply> replies = List.of(
                stranger.post("/api/auth/mfa/verify", proof),
                rename(browser, device, "never"),
                browser.post("/api/user/devices/" + device + "/revoke", Map.of()),
                browser.delete("/api/user/mfa"),
                stranger.login(victim.email(), Accounts.PASSWORD),
                stranger.login(victim.email(), "wrong password"),
                stranger.post("/api/auth/register", Map.of("email", "a@b.example", "password", Accounts.PASSWORD)));
        move("log.db", "away", "event");

        replies.forEach(OutageAttackTest::assertUnavailable);
        assertThat(service.bean(EventLog.class).tail().nextPosition()).isEqualTo(before);
        assertThat(browser.get("/api/user/devices/" + device).text("device_name"))
                .isEqualTo("acknowledged");
        assertThat(rename(browser, device, "afterwards").text("device_name")).isEqualTo("afterwards");
        assertThat(stranger.post("/api/auth/mfa/verify", proof).status()).isEqualTo(200);
    }

    @Test
    void without_the_sessions_nobody_gets_in_and_nobody_is_thrown_out() throws SQLException {
        Victim victim = Victim.named("state.gone", accounts);
        Browser browser = victim.browser();
        Map<String, String> token = Map.of("refresh_token", String.valueOf(browser.refreshToken()));

        move("state.db", "session", "away");
        List<Reply> replies = List.of(
                browser.get("/api/user"),
                browser.post("/api/auth/refresh", token),
                service.browser().login(victim.email(), Accounts.PASSWORD));
        move("state.db", "away", "session");

        replies.forEach(OutageAttackTest::assertUnavailable);
        assertThat(browser.get("/api/user").status()).isEqualTo(200);
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

    private static void move(String file, String table, String name) throws SQLException {
        String url = "jdbc:sqlite:" + service.data().resolve(file);
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 10000");
            statement.execute("ALTER TABLE " + table + " RENAME TO " + name);
        }
    }
}

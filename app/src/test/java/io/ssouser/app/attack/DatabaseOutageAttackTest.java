package io.ssouser.app.attack;

import static io.ssouser.app.http.Envelope.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import io.ssouser.app.journey.Accounts;
import io.ssouser.app.journey.Browser;
import io.ssouser.app.journey.Browser.Reply;
import io.ssouser.app.journey.RunningService;
import io.ssouser.eventstore.mongodb.FakeMongo;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Attack 45 on MongoDB: the database goes away and comes back with what it had. It brings its own, so it runs once. */
@Tag("files")
class DatabaseOutageAttackTest {
    private static final class KeptBackend extends MemoryBackend {
        @Override
        public void close() {}
    }

    @Test
    void without_the_database_nothing_is_granted_and_afterwards_everything_goes_on_by_itself() {
        KeptBackend kept = new KeptBackend();
        kept.version(FakeMongo.VERSION);
        MongoServer server = new MongoServer(kept);
        InetSocketAddress address = server.bind();
        try (RunningService service = RunningService.fresh(
                "sso.store=mongodb",
                "sso.mongodb-uri=mongodb://127.0.0.1:" + address.getPort()
                        + "/sso?serverSelectionTimeoutMS=1000&heartbeatFrequencyMS=500",
                "sso.master-key=" + Base64.getEncoder().encodeToString(new byte[32]))) {
            Accounts accounts = new Accounts(service);
            String email = Accounts.address("database.gone");
            accounts.confirmed(email);
            Browser browser = accounts.signedIn(email);
            String device = browser.get("/api/user/devices")
                    .json()
                    .get("devices")
                    .get(0)
                    .get("id")
                    .asString();
            assertThat(rename(browser, device, "acknowledged").status()).isEqualTo(200);

            server.shutdownNow();
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> service.browser().get("/health/ready").status() == 503);
            assertThat(service.browser().get("/health/live").status()).isEqualTo(200);
            List<Reply> replies = List.of(
                    rename(browser, device, "never"),
                    browser.get("/api/user"),
                    browser.post("/api/user/devices/" + device + "/revoke", Map.of()),
                    service.browser().login(email, Accounts.PASSWORD),
                    browser.post("/api/auth/refresh", Map.of("refresh_token", String.valueOf(browser.refreshToken()))));
            replies.forEach(reply -> {
                assertRefused(reply.http(), 503, "SERVICE_UNAVAILABLE", "Service is temporarily unavailable");
                assertThat(reply.header("Retry-After")).isNotNull();
            });

            server = new MongoServer(kept);
            server.bind(address);
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                Reply found = browser.get("/api/user/devices/" + device);
                assertThat(found.status()).isEqualTo(200);
                assertThat(found.text("device_name")).isEqualTo("acknowledged");
            });
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> rename(browser, device, "afterwards").status() == 200);
            assertThat(accounts.signedIn(email).get("/api/user").status()).isEqualTo(200);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> service.browser().get("/health/ready").status() == 200);
        } finally {
            server.shutdownNow();
        }
    }

    private static Reply rename(Browser browser, String device, String name) {
        return browser.patch("/api/user/devices/" + device, Map.of("device_name", name));
    }
}

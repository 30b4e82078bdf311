package io.ssouser.app.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import io.ssouser.app.journey.Accounts;
import io.ssouser.app.journey.Browser;
import io.ssouser.app.journey.Browser.Reply;
import io.ssouser.app.journey.RunningService;
import io.ssouser.eventstore.log.EventLog;
import io.ssouser.eventstore.log.StoredEvent;
import io.ssouser.eventstore.mongodb.FakeMongo;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Attack 58: the members of the replica set cannot agree for a while. It brings its own server, so it runs once. */
@Tag("files")
class MongoElectionAttackTest {
    @Test
    void what_no_majority_has_is_not_acknowledged_and_afterwards_there_is_no_hole_and_no_double() {
        try (FakeMongo server = new FakeMongo().asReplicaSet();
                RunningService service = RunningService.fresh(
                        "sso.store=mongodb",
                        "sso.mongodb-uri=" + server.uri("replicaSet=rs0"),
                        "sso.master-key=" + Base64.getEncoder().encodeToString(new byte[32]))) {
            Accounts accounts = new Accounts(service);
            String email = Accounts.address("election");
            accounts.confirmed(email);
            Browser browser = accounts.signedIn(email);
            String device = browser.get("/api/user/devices")
                    .json()
                    .get("devices")
                    .get(0)
                    .get("id")
                    .asString();
            assertThat(rename(browser, device, "before").status()).isEqualTo(200);

            server.afterwards("insert", MongoElectionAttackTest::notAcknowledged);
            assertThat(rename(browser, device, "proved").status())
                    .as("a majority is read to have what it did not acknowledge in time")
                    .isEqualTo(200);

            for (String command : List.of("insert", "update", "find")) {
                server.answer(command, asked -> {
                    throw new MongoServerError(91, "The server is in quiesce mode and will shut down");
                });
            }
            assertUnavailable(rename(browser, device, "never"));
            assertUnavailable(service.browser().login(email, Accounts.PASSWORD));

            server.calm();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> rename(browser, device, "after").status() == 200);
            assertThat(browser.get("/api/user/devices/" + device).text("device_name"))
                    .isEqualTo("after");
            assertThat(accounts.signedIn(email).get("/api/user").status()).isEqualTo(200);
            List<StoredEvent> events = service.bean(EventLog.class).read(0, 1000);
            assertThat(events)
                    .extracting(StoredEvent::position)
                    .containsExactlyElementsOf(
                            LongStream.range(0, events.size()).boxed().toList());
            assertThat(events).extracting(StoredEvent::eventId).doesNotHaveDuplicates();
        }
    }

    private static Document notAcknowledged(Document reply) {
        reply.put("writeConcernError", new Document("code", 64).append("errmsg", "waiting for replication timed out"));
        return reply;
    }

    private static void assertUnavailable(Reply reply) {
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.header("Retry-After")).isNotNull();
    }

    private static Reply rename(Browser browser, String device, String name) {
        return browser.patch("/api/user/devices/" + device, Map.of("device_name", name));
    }
}

package io.ssouser.eventstore.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import io.ssouser.eventstore.log.AppendOutcome;
import io.ssouser.eventstore.log.Commit;
import io.ssouser.eventstore.log.CommitsToTry;
import io.ssouser.eventstore.log.Head;
import io.ssouser.eventstore.log.LogUnavailable;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** On a server of its own, which goes away and comes back with what it had. */
class AwayAndBackTest {
    private static final class KeptBackend extends MemoryBackend {
        @Override
        public void close() {}
    }

    @Test
    void while_the_server_is_away_the_log_says_so_and_goes_on_by_itself_when_it_is_back() {
        KeptBackend kept = new KeptBackend();
        kept.version(FakeMongo.VERSION);
        MongoServer server = new MongoServer(kept);
        InetSocketAddress address = server.bind();
        String uri = "mongodb://127.0.0.1:" + address.getPort()
                + "/sso?serverSelectionTimeoutMS=3000&heartbeatFrequencyMS=500";
        try (MongoStore store = MongoStore.connect(uri)) {
            MongoEventLog log = new MongoEventLog(store);
            log.append(Head.START, CommitsToTry.after(Head.START).commit("a@0").list());
            Head end = log.head();
            List<Commit> next = CommitsToTry.after(end).commit("a@1").list();
            server.shutdownNow();

            assertThatThrownBy(() -> log.append(end, next)).isInstanceOf(LogUnavailable.class);
            assertThatThrownBy(() -> log.read(0, 1)).isInstanceOf(LogUnavailable.class);

            server = new MongoServer(kept);
            server.bind(address);
            await().ignoreException(LogUnavailable.class)
                    .atMost(Duration.ofSeconds(10))
                    .untilAsserted(() ->
                            assertThat(log.append(end, next)).isEqualTo(new AppendOutcome(1, AppendOutcome.Stop.NONE)));
            assertThat(log.read(0, 10)).hasSize(2);
        } finally {
            server.shutdownNow();
        }
    }
}

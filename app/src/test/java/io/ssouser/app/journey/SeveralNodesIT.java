package io.ssouser.app.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.ssouser.app.journey.Browser.Reply;
import io.ssouser.app.start.ServiceProcess;
import io.ssouser.eventstore.log.Head;
import io.ssouser.eventstore.log.StoredEvent;
import io.ssouser.eventstore.mongodb.MongoEventLog;
import io.ssouser.eventstore.mongodb.MongoStore;
import io.ssouser.eventstore.mongodb.TestMongo;
import io.ssouser.eventstore.proof.LogVerifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Three nodes on one database: clients at all of them, for the same users and for others, while one node is killed with -9 and one is
 * paused for longer than its claims live.
 */
class SeveralNodesIT {
    private static final Duration PAUSED = Duration.ofSeconds(12);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int REVOCATIONS = 40;
    /** Between two commands of a writer: the nodes and the database share the machine with the test. */
    private static final Duration PAUSE = Duration.ofMillis(20);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    private final List<ServiceProcess> nodes = new ArrayList<>();

    /** The database's stand-in tells of every command, which would take longer than the command. */
    @BeforeAll
    static void quiet() {
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.ERROR);
        ((Logger) LoggerFactory.getLogger("de.bwaldvogel")).setLevel(Level.OFF);
    }

    @Test
    void what_was_acknowledged_is_there_once_and_a_revoked_session_is_out_everywhere() throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        try (TestMongo mongo = TestMongo.fresh()) {
            for (int i = 0; i < 3; i++) {
                nodes.add(start(mongo));
            }
            String shared = "shared@example.org";
            signUp(nodes.get(0), shared);
            String own = "own@example.org";
            signUp(nodes.get(2), own);
            List<Writer> writers = List.of(
                    new Writer(signedIn(nodes.get(0), shared)),
                    new Writer(signedIn(nodes.get(1), shared)),
                    new Writer(signedIn(nodes.get(2), shared)),
                    new Writer(signedIn(nodes.get(1), own)),
                    new Writer(signedIn(nodes.get(2), own)));
            AtomicBoolean done = new AtomicBoolean();
            List<Future<Void>> working = new ArrayList<>();
            writers.forEach(writer -> working.add(threads.submit(writer.until(done))));
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(writers).as("%s", writers).allMatch(writer -> writer.acknowledged >= 5));

            nodes.get(1).kill();
            signal("STOP", nodes.get(2));
            try {
                int before = writers.get(0).acknowledged;
                nodes.get(0).process().waitFor(PAUSED.toMillis(), TimeUnit.MILLISECONDS);
                assertThat(writers.get(0).acknowledged)
                        .as("commands at the node that is left; answers by status: %s", writers.get(0).answers)
                        .isGreaterThan(before);
                writers.get(0).findsWhatWasAcknowledged(nodes.get(0));
            } finally {
                signal("CONT", nodes.get(2));
            }
            int paused = writers.get(4).acknowledged;
            await().atMost(PATIENCE).until(() -> writers.get(4).acknowledged > paused + 5);
            done.set(true);
            for (Future<Void> writer : working) {
                writer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
            nodes.set(1, start(mongo));
            for (ServiceProcess node : nodes) {
                for (Writer writer : writers) {
                    writer.findsWhatWasAcknowledged(node);
                }
            }
            everyEventStandsOnceInTheTrail(mongo, signedIn(nodes.get(0), shared));
            everyEventStandsOnceInTheTrail(mongo, signedIn(nodes.get(1), own));
            revocationsReachEveryNode(shared);
        } finally {
            threads.shutdownNow();
            nodes.forEach(ServiceProcess::kill);
        }
    }

    private ServiceProcess start(TestMongo mongo) {
        Map<String, String> settings = new HashMap<>();
        settings.put("SSO_STORE", "mongodb");
        settings.put("SSO_MONGODB_URI", mongo.uri());
        settings.put("SSO_MASTER_KEY", Base64.getEncoder().encodeToString(new byte[32]));
        settings.put("SSO_RATE_LIMITS", "off");
        settings.put("LOGGING_LEVEL_ORG_AXONFRAMEWORK_EVENTHANDLING_POOLED", "INFO");
        return ServiceProcess.start(folder.resolve("data"), settings);
    }

    private static void signal(String name, ServiceProcess node) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder(
                        "kill", "-" + name, String.valueOf(node.process().pid()))
                .start();
        assertThat(kill.waitFor()).isZero();
    }

    private void signUp(ServiceProcess node, String email) {
        Browser browser = new Browser(node.base());
        browser.post("/api/auth/register", Map.of("email", email, "password", Accounts.PASSWORD));
        browser.get(new Mailbox(folder.resolve("data/outbox")).linkFor(email));
    }

    private static Browser signedIn(ServiceProcess node, String email) {
        Browser browser = new Browser(node.base());
        Reply tokens = browser.login(email, Accounts.PASSWORD);
        assertThat(tokens.status()).as(tokens.body()).isEqualTo(200);
        return browser.keep(tokens);
    }

    /** The trail is a read model that adds a document an event: one too few or too many would show. */
    private static void everyEventStandsOnceInTheTrail(TestMongo mongo, Browser owner) {
        String user = owner.get("/api/user").text("id");
        List<String> shown = new ArrayList<>();
        String page = "/api/user/audit?limit=100";
        for (String next = page; next != null; ) {
            JsonNode answer = owner.get(next).json();
            answer.get("events").forEach(event -> shown.add(event.get("id").asString()));
            JsonNode more = answer.get("next");
            next = more == null || more.isNull() ? null : page + "&after=" + more.asString();
        }
        try (MongoStore store = mongo.store();
                MongoEventLog log = new MongoEventLog(store)) {
            assertThat(new LogVerifier(log).verify(Head.START, position -> {}).isSound())
                    .isTrue();
            List<String> logged = log.readStream(user, 0, 100_000).stream()
                    .map(StoredEvent::eventId)
                    .toList();
            assertThat(shown).doesNotHaveDuplicates().containsAll(logged);
        }
    }

    /** Signs in at one node, shows the token at another, revokes the device at the first, and measures until the other refuses. */
    private void revocationsReachEveryNode(String email) {
        Browser owner = signedIn(nodes.get(0), email);
        long[] millis = new long[REVOCATIONS];
        for (int i = 0; i < REVOCATIONS; i++) {
            ServiceProcess other = nodes.get(1 + i % 2);
            Browser stolen = new Browser(other.base())
                    .bearer(signedIn(nodes.get(0), email).accessToken());
            String device = deviceOf(stolen);
            assertThat(owner.post("/api/user/devices/" + device + "/revoke").status())
                    .isEqualTo(200);
            long revoked = System.nanoTime();
            await().pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> stolen.get("/api/user").status() == 401);
            millis[i] = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - revoked);
        }
        Arrays.sort(millis);
        System.out.printf(
                "Revocation seen by another node after: median %d ms, 9 of 10 within %d ms, longest %d ms (%d samples)%n",
                millis[REVOCATIONS / 2], millis[REVOCATIONS * 9 / 10], millis[REVOCATIONS - 1], REVOCATIONS);
        assertThat(millis[REVOCATIONS - 1]).isLessThan(1_000);
    }

    /** The access token says on which device its session is. */
    private static String deviceOf(Browser browser) {
        String claims =
                new String(Base64.getUrlDecoder().decode(browser.accessToken().split("\\.")[1]), UTF_8);
        return JsonMapper.shared().readTree(claims).get("did").asString();
    }

    /** Renames one device with ever higher numbers, at one node, and knows the highest that was acknowledged. */
    private static final class Writer {
        private final Browser browser;
        private final String device;
        private volatile int sent;
        private volatile int acknowledged;
        private final Map<Integer, Integer> answers = new ConcurrentHashMap<>();

        private Writer(Browser browser) {
            this.browser = browser;
            this.device = deviceOf(browser);
        }

        @Override
        public String toString() {
            return acknowledged + " acknowledged, answers by status " + answers;
        }

        /** Until it is told to stop, or its node is killed. */
        Callable<Void> until(AtomicBoolean done) {
            return () -> {
                try {
                    while (!done.get()) {
                        sent++;
                        int status = browser.patch("/api/user/devices/" + device, Map.of("device_name", "name " + sent))
                                .status();
                        answers.merge(status, 1, Integer::sum);
                        if (status == 200) {
                            acknowledged = sent;
                        }
                        LockSupport.parkNanos(PAUSE.toNanos());
                    }
                } catch (UncheckedIOException killed) {
                    return null;
                }
                return null;
            };
        }

        void findsWhatWasAcknowledged(ServiceProcess node) {
            int known = acknowledged;
            Browser anywhere = new Browser(URI.create(node.base().toString())).bearer(browser.accessToken());
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                Reply reply = anywhere.get("/api/user/devices/" + device);
                assertThat(reply.status()).as(reply.body()).isEqualTo(200);
                int found = Integer.parseInt(reply.text("device_name").substring("name ".length()));
                assertThat(found).isBetween(known, sent);
            });
        }
    }
}

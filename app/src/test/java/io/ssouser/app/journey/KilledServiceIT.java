package io.ssouser.app.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ssouser.app.journey.Browser.Reply;
import io.ssouser.app.start.ServiceProcess;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service is killed with -9 under load, again and again: what it acknowledged is there, and the chain verifies. */
class KilledServiceIT {
    private static final int ROUNDS = Integer.getInteger("sso.kill-rounds", 3);
    private static final int CLIENTS = 4;

    /** A process that lives for seconds is quicker without the second compiler. */
    private static final Map<String, String> SETTINGS =
            Map.of("SSO_RATE_LIMITS", "off", "JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1");

    @TempDir
    private Path folder;

    @Test
    void nothing_acknowledged_is_lost() throws Exception {
        Path data = folder.resolve("data");
        Random moments = new Random(4711);
        ServiceProcess service = ServiceProcess.start(data, SETTINGS);
        List<Writer> writers = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        try {
            for (int i = 0; i < CLIENTS; i++) {
                writers.add(Writer.signUp(service, new Mailbox(data.resolve("outbox")), "writer" + i));
            }
            for (int round = 0; round < ROUNDS; round++) {
                List<Future<Integer>> running = new ArrayList<>();
                for (Writer writer : writers) {
                    running.add(threads.submit(writer));
                }
                await().atMost(30, TimeUnit.SECONDS)
                        .until(() -> writers.stream().allMatch(Writer::isAtWork));
                service.process().waitFor(moments.nextInt(400), TimeUnit.MILLISECONDS);
                service.kill();
                int acknowledged = 0;
                for (Future<Integer> one : running) {
                    acknowledged += one.get(30, TimeUnit.SECONDS);
                }
                assertThat(acknowledged)
                        .as("commands acknowledged in round " + round)
                        .isPositive();
                assertThat(LogFile.firstBadPosition(data)).as("round " + round).isEmpty();
                service = ServiceProcess.start(data, SETTINGS);
                for (Writer writer : writers) {
                    writer.movesTo(service);
                    writer.findsWhatWasAcknowledged();
                }
            }
        } finally {
            threads.shutdownNow();
            service.kill();
        }
    }

    /** Renames one device with ever higher numbers and knows the highest that was acknowledged. */
    private static final class Writer implements Callable<Integer> {
        private final String device;
        private Browser browser;
        private int sent;
        private volatile int acknowledged;
        private volatile int acknowledgedBefore;

        private Writer(Browser browser, String device) {
            this.browser = browser;
            this.device = device;
        }

        static Writer signUp(ServiceProcess service, Mailbox mailbox, String name) {
            String email = name + "@example.org";
            Browser browser = new Browser(service.base());
            browser.post("/api/auth/register", Map.of("email", email, "password", Accounts.PASSWORD));
            browser.get(mailbox.linkFor(email));
            browser.keep(browser.login(email, Accounts.PASSWORD));
            Reply devices = browser.get("/api/user/devices");
            return new Writer(
                    browser, devices.json().get("devices").get(0).get("id").asString());
        }

        void movesTo(ServiceProcess service) {
            acknowledgedBefore = acknowledged;
            browser = new Browser(service.base()).bearer(browser.accessToken());
        }

        /** Whether the service has acknowledged something since it was started. */
        boolean isAtWork() {
            return acknowledged > acknowledgedBefore;
        }

        @Override
        public Integer call() {
            try {
                while (true) {
                    sent++;
                    Reply reply = browser.patch("/api/user/devices/" + device, Map.of("device_name", "name " + sent));
                    if (reply.status() == 200) {
                        acknowledged = sent;
                    }
                }
            } catch (UncheckedIOException killed) {
                return acknowledged - acknowledgedBefore;
            }
        }

        void findsWhatWasAcknowledged() {
            Reply reply = browser.get("/api/user/devices/" + device);
            assertThat(reply.status()).as(reply.body()).isEqualTo(200);
            int found = Integer.parseInt(reply.text("device_name").substring("name ".length()));
            assertThat(found).isBetween(acknowledged, sent);
        }
    }
}

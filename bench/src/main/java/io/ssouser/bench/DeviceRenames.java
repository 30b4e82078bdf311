package io.ssouser.bench;

import io.ssouser.api.wiring.SsoUserApplication;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The claim of the README: 32 clients changing device names over HTTP, on the durable log and on Axon's in-memory engine, in turns
 * within one run. Prints each turn, the medians and their ratio; a turn is five seconds after five to warm up.
 */
public final class DeviceRenames {
    private static final int CLIENTS = Integer.getInteger("clients", 32);
    private static final int TURNS = Integer.getInteger("turns", 5);
    private static final Duration TURN = Duration.ofSeconds(Integer.getInteger("seconds", 5));

    private DeviceRenames() {}

    public static void main(String[] args) throws Exception {
        try (Rival durable = Rival.start("durable log", SsoUserApplication.class);
                Rival memory = Rival.start("in memory", SsoUserApplication.class, InMemoryLog.class)) {
            for (Rival rival : List.of(durable, memory)) {
                rival.turn(TURN);
            }
            double[] onDisk = new double[TURNS];
            double[] inMemory = new double[TURNS];
            for (int i = 0; i < TURNS; i++) {
                onDisk[i] = durable.turn(TURN);
                inMemory[i] = memory.turn(TURN);
                System.out.printf(
                        "turn %d: durable %,.0f/s, in memory %,.0f/s, ratio %.2f%n",
                        i + 1, onDisk[i], inMemory[i], onDisk[i] / inMemory[i]);
            }
            Arrays.sort(onDisk);
            Arrays.sort(inMemory);
            System.out.printf(
                    "%d clients, median of %d turns: durable %,.0f/s (%,.0f to %,.0f), in memory %,.0f/s (%,.0f to %,.0f), ratio %.2f%n",
                    CLIENTS,
                    TURNS,
                    onDisk[TURNS / 2],
                    onDisk[0],
                    onDisk[TURNS - 1],
                    inMemory[TURNS / 2],
                    inMemory[0],
                    inMemory[TURNS - 1],
                    onDisk[TURNS / 2] / inMemory[TURNS / 2]);
        }
        System.exit(0);
    }

    /** One service in this JVM, and clients that are signed in to it. */
    private record Rival(ConfigurableApplicationContext service, List<Runnable> clients) implements AutoCloseable {
        static Rival start(String name, Class<?>... sources) throws IOException {
            Path data = Files.createTempDirectory("sso-bench").resolve("data");
            ConfigurableApplicationContext service = new SpringApplicationBuilder(sources)
                    .run(
                            "--server.port=0",
                            "--sso.data-dir=" + data,
                            "--sso.rate-limits=off",
                            "--logging.level.root=WARN",
                            "--spring.jmx.enabled=false");
            int port = ((WebServerApplicationContext) service).getWebServer().getPort();
            URI base = URI.create("http://127.0.0.1:" + port);
            List<Runnable> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(new RenamingClient(base, data.resolve("outbox"), "client" + i + "@example.org"));
            }
            System.out.println(name + ": " + CLIENTS + " clients are signed in");
            return new Rival(service, clients);
        }

        double turn(Duration time) throws InterruptedException {
            return Load.perSecond(clients, time);
        }

        @Override
        public void close() {
            service.close();
        }
    }
}

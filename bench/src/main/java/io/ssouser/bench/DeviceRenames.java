package io.ssouser.bench;

import io.ssouser.app.wiring.SsoUserApplication;
import java.io.IOException;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The claim of the README: 32 clients changing device names, on the durable log and on Axon's in-memory engine, in turns within one
 * run, first over HTTP and then at the command gateway, where nothing but the command is left. Prints each turn, the medians and
 * their ratio. A turn is five seconds; turns count once the compiler has gone quiet, which takes this service a minute or two on two cores,
 * and until then a rate says how fast Java compiles. {@code -Dclients}, {@code -Dturns}, {@code -Dseconds}.
 */
public final class DeviceRenames {
    private static final int CLIENTS = Integer.getInteger("clients", 32);
    private static final int TURNS = Integer.getInteger("turns", 5);
    private static final Duration TURN = Duration.ofSeconds(Integer.getInteger("seconds", 5));

    private static final int LONGEST_WARM_UP = 40;

    private DeviceRenames() {}

    public static void main(String[] args) throws Exception {
        try (Rival durable = Rival.start("durable log", SsoUserApplication.class);
                Rival memory = Rival.start("in memory", SsoUserApplication.class, InMemoryLog.class)) {
            compare("over HTTP", durable.overHttp(), memory.overHttp());
            compare("at the gateway", durable.atTheGateway(), memory.atTheGateway());
        }
        System.exit(0);
    }

    private static void compare(String where, List<? extends Runnable> durable, List<? extends Runnable> memory)
            throws InterruptedException {
        warmUp(where, durable);
        warmUp(where, memory);
        double[] onDisk = new double[TURNS];
        double[] inMemory = new double[TURNS];
        for (int i = 0; i < TURNS; i++) {
            onDisk[i] = Load.perSecond(durable, TURN);
            inMemory[i] = Load.perSecond(memory, TURN);
            System.out.printf(
                    "%s, turn %d: durable %,.0f/s, in memory %,.0f/s%n", where, i + 1, onDisk[i], inMemory[i]);
        }
        Arrays.sort(onDisk);
        Arrays.sort(inMemory);
        System.out.printf(
                "%s, %d clients, median of %d turns: durable %,.0f/s (%,.0f to %,.0f),"
                        + " in memory %,.0f/s (%,.0f to %,.0f), ratio %.2f%n",
                where,
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

    /** Until less than a tenth of one core compiles; after {@link #LONGEST_WARM_UP} turns the rates are compared as they are. */
    private static void warmUp(String where, List<? extends Runnable> calls) throws InterruptedException {
        CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
        for (int turn = 1; turn <= LONGEST_WARM_UP; turn++) {
            long before = compiler.getTotalCompilationTime();
            double rate = Load.perSecond(calls, TURN);
            double share = (compiler.getTotalCompilationTime() - before) / (double) TURN.toMillis();
            System.out.printf("%s, warming up %d: %,.0f/s while %.2f of a core compiles%n", where, turn, rate, share);
            if (share < 0.1) {
                return;
            }
        }
    }

    /** One service in this JVM, and clients that are signed in to it. */
    private record Rival(ConfigurableApplicationContext service, List<RenamingClient> overHttp)
            implements AutoCloseable {
        static Rival start(String name, Class<?>... sources) throws IOException {
            Path data = Files.createTempDirectory("sso-bench").resolve("data");
            ConfigurableApplicationContext service = new SpringApplicationBuilder(sources)
                    .run(
                            "--server.port=0",
                            "--management.server.port=0",
                            "--sso.data-dir=" + data,
                            "--sso.rate-limits=off",
                            "--logging.level.root=WARN",
                            "--spring.jmx.enabled=false");
            int port = ((WebServerApplicationContext) service).getWebServer().getPort();
            URI base = URI.create("http://127.0.0.1:" + port);
            HttpClient http =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
            List<RenamingClient> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(new RenamingClient(http, base, data.resolve("outbox"), "client" + i + "@example.org"));
            }
            System.out.println(name + ": " + CLIENTS + " clients are signed in");
            return new Rival(service, clients);
        }

        List<Runnable> atTheGateway() {
            CommandGateway gateway = service.getBean(CommandGateway.class);
            return overHttp.stream()
                    .<Runnable>map(client -> () -> gateway.sendAndWait(client.nextRename()))
                    .toList();
        }

        @Override
        public void close() {
            service.close();
        }
    }
}

package io.ssouser.bench.http;

import io.ssouser.app.Main;
import io.ssouser.bench.RenamingClient;
import io.ssouser.bench.http.ClosedLoop.Answers;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What each kind of request costs, in CPU of the server per request, beside the floor: a bare Spring Boot answer on the same machine in the
 * same run. The kinds take turns, so that what else the machine does weighs on all. Rate limits are off, and the store is the embedded one, on
 * disk. {@code -Dconnections} (8), {@code -Dpeople} (100), {@code -Dwarm-up} and {@code -Dseconds} of each kind and turn (20, 4),
 * {@code -Dturns} (5), {@code -Donly} a part of a kind's name, {@code -Djava-options} of both servers (-Xmx512m), {@code -Dservice-options} of ours besides.
 */
public final class RequestCosts {
    private static final int CONNECTIONS = Integer.getInteger("connections", 8);
    private static final int PEOPLE = Integer.getInteger("people", 100);
    private static final Duration WARM_UP = Duration.ofSeconds(Integer.getInteger("warm-up", 20));
    private static final Duration TURN = Duration.ofSeconds(Integer.getInteger("seconds", 4));
    private static final int TURNS = Integer.getInteger("turns", 5);
    private static final String ONLY = System.getProperty("only", "");
    private static final int NAMES = 1000;

    private RequestCosts() {}

    /** A kind of request, as a person sends it: several, so that no two that follow each other are equal where they change something. */
    private record Kind(String name, ServerProcess server, Function<RenamingClient, List<byte[]>> requests) {}

    private record Turn(double perSecond, double cpuMillis, double median, double p99) {}

    public static void main(String[] args) throws Exception {
        Path data = Files.createTempDirectory("sso-bench").resolve("data");
        int port = freePort();
        int floorPort = freePort();
        List<String> options =
                List.of(System.getProperty("java-options", "-Xmx512m").split(" "));
        try (ServerProcess service = service(port, data, options);
                ServerProcess floor = ServerProcess.start(
                        FloorService.class, floorPort, options, List.of(Integer.toString(floorPort)))) {
            List<RenamingClient> people = people(port, data);
            System.out.printf(
                    "%d people, %d connections, Java %s, %d processors, load %.1f; service %d MB, floor %d MB%n",
                    PEOPLE,
                    CONNECTIONS,
                    Runtime.version(),
                    Runtime.getRuntime().availableProcessors(),
                    ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                    service.residentMegabytes(),
                    floor.residentMegabytes());
            compare(kinds(service, floor), people);
            System.out.printf(
                    "at the end: service %d MB, floor %d MB%n", service.residentMegabytes(), floor.residentMegabytes());
        }
        System.exit(0);
    }

    private static ServerProcess service(int port, Path data, List<String> options) throws IOException {
        List<String> all = new ArrayList<>(options);
        Stream.of(System.getProperty("service-options", "").split(" "))
                .filter(option -> !option.isEmpty())
                .forEach(all::add);
        all.addAll(List.of(
                "-Dserver.port=" + port,
                "-Dmanagement.server.port=0",
                "-Dsso.data-dir=" + data,
                "-Dsso.rate-limits=off",
                "-Dlogging.level.root=WARN"));
        return ServerProcess.start(Main.class, port, all, List.of("serve"));
    }

    private static List<RenamingClient> people(int port, Path data) {
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        URI base = URI.create("http://127.0.0.1:" + port);
        return IntStream.range(0, PEOPLE)
                .mapToObj(i -> new RenamingClient(http, base, data.resolve("outbox"), "person" + i + "@example.org"))
                .toList();
    }

    private static List<Kind> kinds(ServerProcess service, ServerProcess floor) {
        return Stream.of(
                        new Kind(
                                "floor: bare Spring Boot",
                                floor,
                                person -> List.of(Connection.request("GET", FloorService.PATH, "", ""))),
                        reading("health", service, "/health"),
                        reading("own profile", service, "/api/user"),
                        reading("MFA status", service, "/api/user/mfa/status"),
                        reading("device list", service, "/api/user/devices"),
                        reading("own audit page of 20", service, "/api/user/audit?limit=20"),
                        new Kind("device rename, on disk", service, RequestCosts::renames))
                .filter(kind -> kind.name().contains(ONLY) || kind.server() == floor)
                .toList();
    }

    private static Kind reading(String name, ServerProcess service, String path) {
        return new Kind(name, service, person -> List.of(Connection.request("GET", path, person.token(), "")));
    }

    private static List<byte[]> renames(RenamingClient person) {
        return IntStream.range(0, NAMES)
                .mapToObj(i -> Connection.request(
                        "PATCH",
                        "/api/user/devices/" + person.device(),
                        person.token(),
                        "{\"device_name\":\"name " + i + "\"}"))
                .toList();
    }

    private static void compare(List<Kind> kinds, List<RenamingClient> people)
            throws IOException, InterruptedException {
        for (Kind kind : kinds) {
            turn(kind, people, WARM_UP);
        }
        List<List<Turn>> turns =
                kinds.stream().<List<Turn>>map(kind -> new ArrayList<>()).toList();
        for (int i = 0; i < TURNS; i++) {
            for (int k = 0; k < kinds.size(); k++) {
                turns.get(k).add(turn(kinds.get(k), people, TURN));
            }
        }
        System.out.println("| Request | per second | CPU ms | beside the floor | p50 ms | p99 ms |");
        System.out.println("|---|---|---|---|---|---|");
        for (int k = 0; k < kinds.size(); k++) {
            print(kinds.get(k), turns.get(k), turns.get(0));
        }
    }

    private static Turn turn(Kind kind, List<RenamingClient> people, Duration time)
            throws IOException, InterruptedException {
        long before = kind.server().cpuMillis();
        Answers answers = new ClosedLoop(kind.server().port(), CONNECTIONS).run(i -> requestsOf(kind, people, i), time);
        double cpu = kind.server().cpuMillis() - before;
        return new Turn(
                answers.perSecond(),
                cpu / answers.micros().getTotalCount(),
                answers.millisAt(50),
                answers.millisAt(99));
    }

    /** Everybody's requests are sent by one of the connections; a person's own in their order. */
    private static List<byte[]> requestsOf(Kind kind, List<RenamingClient> people, int connection) {
        List<List<byte[]>> own = IntStream.range(0, people.size())
                .filter(i -> i % CONNECTIONS == connection)
                .mapToObj(i -> kind.requests().apply(people.get(i)))
                .toList();
        int longest = own.stream().mapToInt(List::size).max().orElse(0);
        return IntStream.range(0, longest)
                .boxed()
                .flatMap(i -> own.stream().map(requests -> requests.get(i % requests.size())))
                .toList();
    }

    private static void print(Kind kind, List<Turn> turns, List<Turn> floor) {
        double[] ratios = IntStream.range(0, turns.size())
                .mapToDouble(i -> turns.get(i).cpuMillis() / floor.get(i).cpuMillis())
                .toArray();
        System.out.printf(
                Locale.ROOT,
                "| %s | %,.0f | %.3f (%.3f to %.3f) | %.1f | %.2f | %.2f |%n",
                kind.name(),
                median(turns.stream().mapToDouble(Turn::perSecond)),
                median(turns.stream().mapToDouble(Turn::cpuMillis)),
                turns.stream().mapToDouble(Turn::cpuMillis).min().orElseThrow(),
                turns.stream().mapToDouble(Turn::cpuMillis).max().orElseThrow(),
                median(Arrays.stream(ratios)),
                median(turns.stream().mapToDouble(Turn::median)),
                median(turns.stream().mapToDouble(Turn::p99)));
    }

    private static double median(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}

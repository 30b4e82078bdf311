package io.ssouser.bench;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.axonframework.eventsourcing.eventstore.EventStore;

/**
 * Our engine and axon-mongo's on one server in one run, in turns: commands a second, events a second of a replay, and what either loses
 * under the schedules that tell them apart. A command here is a unit of work that appends one event and nothing else. Each turn of
 * appending has a database of its own. {@code -Dturns}, {@code -Dseconds}, {@code -Devents} (of a replay).
 */
public final class LogsOnMongo {
    static {
        // Before anything asks for a logger: the driver and Axon tell of every client and processor.
        BenchServer.NO_LOGGING.forEach(System::setProperty);
    }

    private static final int TURNS = Integer.getInteger("turns", 9);
    private static final int WARM_UPS = 3;
    private static final Duration TURN = Duration.ofSeconds(Integer.getInteger("seconds", 2));
    private static final List<Contender> TIMED = List.of(Contender.OURS, Contender.DOCUMENT_PER_EVENT);
    private static final String RATES = "%-34s %28s %28s %8s%n";
    private static final String LOSSES = "%-44s %-10s %-16s %-30s %s%n";

    private final BenchServer server;

    private LogsOnMongo(BenchServer server) {
        this.server = server;
    }

    public static void main(String[] args) throws Exception {
        try (BenchServer server = BenchServer.start()) {
            System.out.printf(
                    "Server: %s%nJVM: %s %s, %d processors, load %.2f before%n%n",
                    server.description(),
                    System.getProperty("java.vm.name"),
                    Runtime.version(),
                    Runtime.getRuntime().availableProcessors(),
                    load());
            LogsOnMongo bench = new LogsOnMongo(server);
            bench.rates();
            bench.losses();
            System.out.printf("%nLoad %.2f after%n", load());
        }
        System.exit(0);
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private interface Turn {
        double perSecond(Contender contender) throws InterruptedException;
    }

    private void rates() throws InterruptedException {
        System.out.printf(
                RATES, "median of " + TURNS + " turns (range)", TIMED.get(0).label, TIMED.get(1).label, "ratio");
        for (int callers : new int[] {1, 8, 32}) {
            compare("commands/s, callers: " + callers, contender -> appends(contender, callers));
        }
        try (Replays replays = Replays.prepare(server, TIMED)) {
            compare("events/s, engine's readEvents", replays::throughTheEngine);
            compare("events/s, store's stream", replays::throughTheStore);
        }
        System.out.println();
    }

    private static void compare(String what, Turn turn) throws InterruptedException {
        Map<Contender, double[]> turns = new EnumMap<>(Contender.class);
        for (int i = -WARM_UPS; i < TURNS; i++) {
            for (Contender contender : TIMED) {
                double rate = turn.perSecond(contender);
                if (i >= 0) {
                    turns.computeIfAbsent(contender, of -> new double[TURNS])[i] = rate;
                }
            }
        }
        Rates first = new Rates(turns.get(TIMED.get(0)));
        Rates second = new Rates(turns.get(TIMED.get(1)));
        System.out.printf(RATES, what, first, second, "%.2f".formatted(first.ratioTo(second)));
    }

    private double appends(Contender contender, int callers) throws InterruptedException {
        try (BenchServer.Database database = server.database();
                LogNode node = contender.open(database.uri(), 100, false)) {
            return Load.perSecond(
                    IntStream.range(0, callers)
                            .mapToObj(i -> new AppendingCaller(node.store(), i))
                            .toList(),
                    TURN);
        }
    }

    private void losses() {
        System.out.printf(
                LOSSES,
                "events of acknowledged commits",
                "read by",
                Contender.OURS.label,
                Contender.DOCUMENT_PER_EVENT.label,
                Contender.DOCUMENT_PER_COMMIT.label);
        for (Schedule schedule : Schedule.values()) {
            lossesOf(schedule, "its token", TokenReader::new);
            lossesOf(schedule, "a pool", PooledReader::new);
        }
    }

    private void lossesOf(Schedule schedule, String readBy, Function<EventStore, ScheduleReader> reads) {
        Map<Contender, Trial.Findings> outcomes = new EnumMap<>(Contender.class);
        for (Contender contender : Contender.values()) {
            try (BenchServer.Database database = server.database()) {
                outcomes.put(contender, Trial.of(schedule, contender, database.uri(), reads));
            }
        }
        System.out.printf(
                LOSSES,
                schedule.label,
                readBy,
                outcomes.get(Contender.OURS),
                outcomes.get(Contender.DOCUMENT_PER_EVENT),
                outcomes.get(Contender.DOCUMENT_PER_COMMIT));
    }
}

package io.ssouser.bench.http;

import io.ssouser.bench.Load;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * A few connections, each of which sends its next request when the last is answered. The rate is what the server gives them; the times are
 * those of a server that is never asked for more than that, so they say nothing of a queue.
 */
record ClosedLoop(int port, int connections) {
    private static final long LONGEST_MICROS = Duration.ofSeconds(60).toNanos() / 1000;

    /**
     * What came back within the time.
     *
     * @param micros how long each answer took
     */
    record Answers(Histogram micros, double perSecond) {
        double millisAt(double percentile) {
            return micros.getValueAtPercentile(percentile) / 1000.0;
        }
    }

    /**
     * @param requests for each connection its own, which it repeats
     * @throws IllegalStateException when an answer is not 2xx: a rate with refusals in it means nothing
     */
    Answers run(IntFunction<List<byte[]>> requests, Duration time) throws IOException, InterruptedException {
        ConcurrentHistogram micros = new ConcurrentHistogram(LONGEST_MICROS, 3);
        List<Connection> open = new ArrayList<>();
        try {
            List<Runnable> calls = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                Connection connection = new Connection(port);
                open.add(connection);
                List<byte[]> own = requests.apply(i);
                AtomicInteger next = new AtomicInteger();
                calls.add(() -> exchange(connection, own.get(next.getAndIncrement() % own.size()), micros));
            }
            return new Answers(micros, Load.perSecond(calls, time));
        } finally {
            for (Connection connection : open) {
                connection.close();
            }
        }
    }

    private static void exchange(Connection connection, byte[] request, ConcurrentHistogram micros) {
        long sent = System.nanoTime();
        try {
            int status = connection.exchange(request);
            if (status / 100 != 2) {
                throw new IllegalStateException("The server answered " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        micros.recordValue(Math.min(LONGEST_MICROS, (System.nanoTime() - sent) / 1000));
    }
}

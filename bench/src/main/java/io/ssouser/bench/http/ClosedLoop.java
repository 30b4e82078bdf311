package io.ssouser.bench.http;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
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
    record Answers(Histogram micros, double seconds) {
        double perSecond() {
            return micros.getTotalCount() / seconds;
        }

        double millisAt(double percentile) {
            return micros.getValueAtPercentile(percentile) / 1000.0;
        }
    }

    /**
     * @param requests for each connection its own, which it repeats
     * @throws IllegalStateException when an answer is not 2xx: a rate with refusals in it means nothing
     */
    Answers run(IntFunction<List<byte[]>> requests, Duration time) throws InterruptedException {
        ConcurrentHistogram micros = new ConcurrentHistogram(LONGEST_MICROS, 3);
        AtomicReference<Exception> failure = new AtomicReference<>();
        CountDownLatch ended = new CountDownLatch(connections);
        long start = System.nanoTime();
        long end = start + time.toNanos();
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            List<byte[]> own = requests.apply(i);
            callers.add(new Thread(() -> {
                try {
                    repeat(own, end, micros);
                } catch (IOException | RuntimeException e) {
                    failure.set(e);
                } finally {
                    ended.countDown();
                }
            }));
        }
        callers.forEach(Thread::start);
        ended.await();
        if (failure.get() != null) {
            throw new IllegalStateException("A request failed", failure.get());
        }
        return new Answers(micros, (System.nanoTime() - start) / 1e9);
    }

    private void repeat(List<byte[]> requests, long end, ConcurrentHistogram micros) throws IOException {
        try (Connection connection = new Connection(port)) {
            for (int i = 0; ; i++) {
                long sent = System.nanoTime();
                if (sent >= end) {
                    return;
                }
                int status = connection.exchange(requests.get(i % requests.size()));
                if (status / 100 != 2) {
                    throw new IllegalStateException("The server answered " + status);
                }
                micros.recordValue(Math.min(LONGEST_MICROS, (System.nanoTime() - sent) / 1000));
            }
        }
    }
}

package io.ssouser.bench;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/** As many callers as there are calls, each repeating its own as fast as it is answered. */
final class Load {
    private Load() {}

    /** @return calls per second over the time, all callers together */
    static double perSecond(List<Runnable> calls, Duration time) throws InterruptedException {
        LongAdder done = new LongAdder();
        AtomicBoolean running = new AtomicBoolean(true);
        CountDownLatch ended = new CountDownLatch(calls.size());
        long start = System.nanoTime();
        for (Runnable call : calls) {
            new Thread(() -> {
                        try {
                            while (running.get()) {
                                call.run();
                                done.increment();
                            }
                        } finally {
                            ended.countDown();
                        }
                    })
                    .start();
        }
        Thread.sleep(time.toMillis());
        running.set(false);
        ended.await();
        return done.sum() / ((System.nanoTime() - start) / 1e9);
    }
}

package io.ssouser.bench;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/** As many callers as there are calls, each repeating its own as fast as it is answered. */
public final class Load {
    private Load() {}

    /**
     * @return calls per second over the time, all callers together
     * @throws IllegalStateException when a call fails: a rate with failures in it means nothing
     */
    public static double perSecond(List<? extends Runnable> calls, Duration time) throws InterruptedException {
        LongAdder done = new LongAdder();
        AtomicReference<RuntimeException> failure = new AtomicReference<>();
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
                        } catch (RuntimeException e) {
                            failure.set(e);
                        } finally {
                            ended.countDown();
                        }
                    })
                    .start();
        }
        ended.await(time.toNanos(), TimeUnit.NANOSECONDS);
        running.set(false);
        ended.await();
        if (failure.get() != null) {
            throw new IllegalStateException("A call failed", failure.get());
        }
        return done.sum() / ((System.nanoTime() - start) / 1e9);
    }
}

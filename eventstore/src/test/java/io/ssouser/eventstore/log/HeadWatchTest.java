package io.ssouser.eventstore.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Readers are woken without a poll, and not for every event of a burst. */
class HeadWatchTest {
    private final HeadWatch watch = new HeadWatch();
    private final AtomicInteger calls = new AtomicInteger();

    @AfterEach
    void close() {
        watch.close();
    }

    @Test
    void a_lone_event_calls_its_readers_without_waiting_for_another() {
        watch.onMove(calls::incrementAndGet);

        watch.moved();

        await("the call")
                .atMost(Duration.ofSeconds(5))
                .untilAtomic(calls, count -> assertThat(count).isEqualTo(1));
    }

    @Test
    void the_events_of_a_burst_share_calls_and_the_last_is_not_forgotten() {
        AtomicInteger moved = new AtomicInteger();
        AtomicInteger seen = new AtomicInteger();
        watch.onMove(() -> {
            calls.incrementAndGet();
            seen.set(moved.get());
        });

        for (int event = 0; event < 10_000; event++) {
            moved.incrementAndGet();
            watch.moved();
        }

        await("the last event").atMost(Duration.ofSeconds(5)).until(() -> seen.get() == 10_000);
        assertThat(calls).hasValueLessThan(1_000);
    }

    @Test
    void a_reader_that_has_gone_or_fails_is_not_called_again_and_the_others_are() {
        Runnable gone = watch.onMove(() -> calls.addAndGet(1_000));
        watch.onMove(() -> {
            throw new IllegalStateException("its executor is shut down");
        });
        watch.onMove(calls::incrementAndGet);
        gone.run();

        watch.moved();
        await().atMost(Duration.ofSeconds(5)).until(() -> calls.get() == 1);
        watch.moved();

        await("the second call").atMost(Duration.ofSeconds(5)).until(() -> calls.get() == 2);
    }
}

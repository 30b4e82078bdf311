package io.ssouser.application.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class HashingPermitsTest {
    private final CountDownLatch done = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void let_all_go() {
        done.countDown();
        threads.shutdownNow();
    }

    @Test
    void no_more_run_at_once_than_there_are_places_and_all_get_their_turn() throws Exception {
        HashingPermits permits = new HashingPermits(2, 20, Duration.ofSeconds(30));
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Future<Boolean>> turns = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            turns.add(threads.submit(() -> permits.in(() -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                Thread.onSpinWait();
                running.decrementAndGet();
                return true;
            })));
        }
        for (Future<Boolean> turn : turns) {
            assertThat(turn.get()).isTrue();
        }
        assertThat(most.get()).isLessThanOrEqualTo(2);
        assertThat(permits.running()).isZero();
        assertThat(permits.waiting()).isZero();
    }

    @Test
    @Timeout(20)
    void whoever_finds_the_queue_full_is_refused_at_once_and_no_place_is_lost() {
        HashingPermits permits = new HashingPermits(1, 2, Duration.ofMinutes(1));
        occupy(permits, 3);
        await().atMost(Duration.ofSeconds(5)).until(() -> permits.running() == 1 && permits.waiting() == 2);
        assertBusy(permits);
        done.countDown();
        await().atMost(Duration.ofSeconds(5)).until(() -> permits.running() == 0);
        assertThat(permits.<String>in(() -> "a place again")).isEqualTo("a place again");
    }

    @Test
    void whoever_waits_too_long_is_refused_and_leaves_the_queue() {
        HashingPermits permits = new HashingPermits(1, 5, Duration.ofMillis(20));
        occupy(permits, 1);
        await().atMost(Duration.ofSeconds(5)).until(() -> permits.running() == 1);
        assertBusy(permits);
        assertThat(permits.waiting()).isZero();
    }

    @Test
    void a_place_is_free_again_after_work_that_failed() {
        HashingPermits permits = new HashingPermits(1);
        assertThatThrownBy(() -> permits.in(() -> {
                    throw new IllegalStateException("work failed");
                }))
                .hasMessage("work failed");
        assertThat(permits.running()).isZero();
    }

    private void occupy(HashingPermits permits, int threadCount) {
        for (int i = 0; i < threadCount; i++) {
            threads.submit(() -> permits.in(() -> {
                try {
                    return done.await(1, TimeUnit.MINUTES);
                } catch (InterruptedException e) {
                    return false;
                }
            }));
        }
    }

    private static void assertBusy(HashingPermits permits) {
        assertThatThrownBy(() -> permits.in(() -> "never"))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.refusal()).isEqualTo(Refusal.HASHING_BUSY));
    }
}

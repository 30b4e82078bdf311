package io.ssouser.api.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokenBucketsTest {
    private static final Rate STEADY = new Rate(3, 1, Duration.ofSeconds(1), true);
    private static final Rate HOURLY = new Rate(5, 5, Duration.ofHours(1), false);

    private final FakeTime time = new FakeTime();

    @Test
    void a_burst_is_granted_and_then_one_after_the_other() {
        TokenBuckets buckets = new TokenBuckets(STEADY, 100, time);

        assertThat(granted(buckets, 5)).isEqualTo(3);
        time.pass(Duration.ofMillis(999));
        assertThat(granted(buckets, 1)).isZero();
        time.pass(Duration.ofMillis(1));
        assertThat(granted(buckets, 2)).isEqualTo(1);
    }

    @Test
    void the_wait_is_told_in_whole_seconds_rounded_up() {
        TokenBuckets buckets = new TokenBuckets(STEADY, 100, time);
        granted(buckets, 3);

        assertThat(buckets.take("a").seconds()).isEqualTo(1);
        time.pass(Duration.ofMillis(700));
        assertThat(buckets.take("a").retryIn()).isEqualTo(Duration.ofMillis(300));
        assertThat(buckets.take("a").seconds()).isEqualTo(1);
    }

    @Test
    void five_an_hour_are_five_until_the_hour_is_over() {
        TokenBuckets buckets = new TokenBuckets(HOURLY, 100, time);

        assertThat(granted(buckets, 6)).isEqualTo(5);
        time.pass(Duration.ofMinutes(59));
        assertThat(granted(buckets, 6)).isZero();
        time.pass(Duration.ofMinutes(1));
        assertThat(granted(buckets, 6)).isEqualTo(5);
    }

    @Test
    void strangers_without_number_do_not_fill_the_memory_nor_free_the_one_that_hammers() {
        TokenBuckets buckets = new TokenBuckets(STEADY, 100, time);
        granted(buckets, 50);

        IntStream.range(0, 100_000).forEach(i -> {
            buckets.take("stranger-" + i);
            if (i % 50 == 0) {
                buckets.take("a");
            }
        });

        assertThat(buckets.tracked()).isLessThanOrEqualTo(100);
        assertThat(granted(buckets, 1)).isZero();
    }

    private static long granted(TokenBuckets buckets, int requests) {
        return IntStream.range(0, requests)
                .filter(i -> buckets.take("a").granted())
                .count();
    }
}

package io.ssouser.application.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
    private static final Instant NOW = Instant.parse("2026-11-24T09:30:00Z");

    @Test
    void each_wait_is_twice_the_one_before_up_to_five_minutes() {
        Instant until = NOW.plus(Duration.ofDays(5));

        assertThat(List.of(1, 2, 3, 4, 5, 6, 7, 1000))
                .map(attempts -> Duration.between(
                                NOW, RetryPolicy.dueAfter(attempts, NOW, until).orElseThrow())
                        .toSeconds())
                .containsExactly(10L, 20L, 40L, 80L, 160L, 300L, 300L, 300L);
    }

    @Test
    void a_link_of_an_hour_is_tried_to_its_end_and_no_longer() {
        Instant until = NOW.plus(Duration.ofHours(1));
        List<Instant> tries = new ArrayList<>(List.of(NOW));
        Optional<Instant> next = RetryPolicy.dueAfter(1, NOW, until);
        while (next.isPresent()) {
            tries.add(next.get());
            next = RetryPolicy.dueAfter(tries.size(), next.get(), until);
        }

        assertThat(tries).hasSizeBetween(15, 20);
        assertThat(tries.get(tries.size() - 1)).isEqualTo(until.minusSeconds(30));
    }
}

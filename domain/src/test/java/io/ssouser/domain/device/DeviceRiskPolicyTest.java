package io.ssouser.domain.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceRiskPolicyTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration LONG = Duration.ofDays(80);

    @Test
    void a_new_trusted_device_scores_15() {
        assertThat(score(Duration.ZERO, Duration.ZERO, true, LONG)).isEqualTo(15);
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 15", "PT23H59M59S, 15", "P1D, 10", "P6DT23H, 10", "P7D, 5", "P29DT23H, 5", "P30D, 0", "P400D, 0"
    })
    void a_younger_device_scores_higher(Duration age, int score) {
        assertThat(score(age, Duration.ZERO, true, LONG)).isEqualTo(score);
    }

    @ParameterizedTest
    @CsvSource({"P7D, 0", "P7DT1S, 10", "P30D, 10", "P30DT1S, 20", "P90D, 20", "P90DT1S, 30", "P400D, 30"})
    void a_device_that_was_not_seen_for_longer_scores_higher(Duration idle, int score) {
        assertThat(score(Duration.ofDays(400), idle, true, LONG)).isEqualTo(score);
    }

    @Test
    void a_device_that_is_not_trusted_scores_25_more() {
        assertThat(score(Duration.ofDays(40), Duration.ZERO, false, LONG)).isEqualTo(25);
    }

    @ParameterizedTest
    @CsvSource({"P7D, 0", "P6DT23H59M59S, 10", "PT1S, 10", "PT0S, 45", "-PT1S, 45", "-P40D, 45"})
    void a_device_close_to_its_expiry_scores_higher_and_beyond_it_is_not_trusted_either(Duration left, int score) {
        assertThat(score(Duration.ofDays(40), Duration.ZERO, true, left)).isEqualTo(score);
    }

    @ParameterizedTest
    @CsvSource({"PT0S, PT0S, 60", "P95D, P95D, 75", "P8D, P8D, 60", "PT0S, P91D, 90"})
    void the_terms_add_up(Duration age, Duration idle, int score) {
        assertThat(score(age, idle, false, Duration.ZERO)).isEqualTo(score);
    }

    private static int score(Duration age, Duration idle, boolean trusted, Duration left) {
        return DeviceRiskPolicy.score(NOW.minus(age), NOW.minus(idle), trusted, NOW.plus(left), NOW);
    }
}

package io.ssouser.domain.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LockoutPolicyTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 9})
    void fewer_than_ten_failures_in_a_run_do_not_lock(int failures) {
        assertThat(LockoutPolicy.locksAfter(failed(failures, Duration.ofSeconds(1))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, PT15M", "1, PT30M", "2, PT1H", "3, PT2H", "4, PT4H", "5, PT8H", "6, PT16H", "7, PT24H", "8, PT24H"})
    void ten_in_a_run_lock_twice_as_long_each_time_up_to_a_day(int locksBefore, Duration lock) {
        assertThat(LockoutPolicy.locksAfter(new FailureCount(10, 10, locksBefore, NOON, null)))
                .hasValue(lock);
    }

    @Test
    void a_lock_stays_a_day_however_many_there_were() {
        assertThat(LockoutPolicy.locksAfter(new FailureCount(10, 99, Integer.MAX_VALUE, NOON, null)))
                .hasValue(Duration.ofHours(24));
    }

    @ParameterizedTest
    @CsvSource({"PT15M, PT15M", "PT15M1S, PT0S"})
    void a_run_begins_anew_after_a_pause_of_more_than_15_minutes(Duration pause, Duration lock) {
        Optional<Duration> locks =
                LockoutPolicy.locksAfter(failed(9, Duration.ZERO).failedAt(NOON.plus(pause)));

        assertThat(locks.orElse(Duration.ZERO)).isEqualTo(lock);
    }

    @Test
    void whoever_pauses_between_guesses_is_met_by_the_hundredth_at_last() {
        Duration pause = Duration.ofMinutes(16);

        assertThat(LockoutPolicy.locksAfter(failed(99, pause))).isEmpty();
        assertThat(LockoutPolicy.locksAfter(failed(100, pause))).hasValue(Duration.ofHours(24));
        assertThat(LockoutPolicy.locksAfter(failed(101, pause))).hasValue(Duration.ofHours(24));
    }

    @Test
    void a_lock_begins_a_new_run_and_keeps_the_total() {
        FailureCount locked = failed(10, Duration.ZERO).lockedUntil(NOON.plusSeconds(900));

        assertThat(locked).isEqualTo(new FailureCount(0, 10, 1, NOON, Instant.parse("2026-03-01T12:15:00Z")));
        assertThat(locked.lockAt(Instant.parse("2026-03-01T12:14:59.999Z")))
                .contains(Instant.parse("2026-03-01T12:15:00Z"));
        assertThat(locked.lockAt(Instant.parse("2026-03-01T12:15:00Z"))).isEmpty();
    }

    @Test
    void a_lock_says_when_it_ends_and_then_refuses_nobody() {
        Instant until = NOON.plus(Duration.ofHours(24));
        FailureCount locked = FailureCount.NONE.lockedUntil(until);

        assertThatThrownBy(() -> locked.requireUnlocked(NOON)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.refusal()).isEqualTo(Refusal.TOO_MANY_FAILURES);
            assertThat(refused.until()).contains(until);
        });
        assertThatCode(() -> locked.requireUnlocked(until)).doesNotThrowAnyException();
    }

    @Test
    void nobody_is_locked_before_the_first_failure() {
        assertThat(FailureCount.NONE.lockAt(NOON)).isEmpty();
    }

    private static FailureCount failed(int times, Duration pause) {
        FailureCount failures = FailureCount.NONE;
        for (int time = 0; time < times; time++) {
            failures = failures.failedAt(NOON.plus(pause.multipliedBy(time)));
        }
        return failures;
    }
}

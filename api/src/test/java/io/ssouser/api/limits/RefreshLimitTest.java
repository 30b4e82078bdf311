package io.ssouser.api.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RefreshLimitTest {
    private static final Rate ONE_A_SECOND = new Rate(20, 1, Duration.ofSeconds(1), true);

    private final FakeTime time = new FakeTime();
    private final RefreshLimit limit = new RefreshLimit(
            new RateLimits(
                    ONE_A_SECOND,
                    ONE_A_SECOND,
                    ONE_A_SECOND,
                    ONE_A_SECOND,
                    ONE_A_SECOND,
                    new Rate(4_000, 50, Duration.ofSeconds(1), true),
                    1_000),
            time);

    @Test
    void one_token_costs_one_place_however_often_and_however_parallel_it_is_sent() {
        long granted = IntStream.range(0, 1_300)
                .parallel()
                .filter(i -> limit.token("a", "same").granted())
                .count();

        assertThat(granted).isEqualTo(1_300);
        assertThat(distinct("a", 30)).isEqualTo(19);
    }

    @Test
    void a_token_that_was_refused_is_refused_when_it_is_repeated() {
        distinct("a", 20);

        assertThat(limit.token("a", "late").granted()).isFalse();
        assertThat(limit.token("a", "late").granted()).isFalse();
        time.pass(Duration.ofSeconds(1));
        assertThat(limit.token("a", "late").granted()).isTrue();
    }

    @Test
    void a_token_is_paid_for_again_after_two_minutes() {
        distinct("a", 20);
        time.pass(Duration.ofSeconds(121));
        distinct("a", 20);

        assertThat(limit.token("a", "token-0").granted()).isTrue();
        assertThat(limit.token("a", "another").granted()).isFalse();
    }

    @Test
    void what_one_address_paid_for_is_not_free_for_another() {
        limit.token("b", "same");
        distinct("a", 20);

        assertThat(limit.token("a", "same").granted()).isFalse();
    }

    @Test
    void all_requests_together_have_a_bound() {
        long granted = IntStream.range(0, 5_000)
                .filter(i -> limit.request("a").granted())
                .count();

        assertThat(granted).isEqualTo(4_000);
    }

    @Test
    void storm_after_storm_of_one_session_passes() {
        for (int storm = 0; storm < 60; storm++) {
            String token = "token-" + storm;
            for (int request = 0; request < 1_090; request++) {
                assertThat(limit.request("a").granted()).isTrue();
                assertThat(limit.token("a", token).granted()).isTrue();
                limit.proved("a", token);
            }
        }
    }

    @Test
    void a_good_token_makes_no_room_for_guesses() {
        for (int refresh = 0; refresh < 100; refresh++) {
            limit.token("a", "good");
            limit.proved("a", "good");
        }

        assertThat(distinct("a", 100)).isEqualTo(20);
    }

    private long distinct(String address, int tokens) {
        return IntStream.range(0, tokens)
                .filter(i -> limit.token(address, "token-" + i).granted())
                .count();
    }
}

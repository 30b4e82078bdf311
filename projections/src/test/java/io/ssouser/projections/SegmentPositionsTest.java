package io.ssouser.projections;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.axonframework.eventhandling.Segment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentPositionsTest {
    private static final Duration AT_ONCE = Duration.ZERO;

    private final SegmentPositions progress = new SegmentPositions();

    /** Sixteen parts, because a map of few may come in the right order by chance. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 16})
    void each_account_stands_where_its_own_part_stands(int parts) {
        int[] ids = new int[parts];
        Map<Integer, Long> stored = new HashMap<>();
        for (int id = 0; id < parts; id++) {
            ids[id] = id;
            stored.put(id, 100L + id);
        }
        progress.isStored(stored);

        for (int i = 0; i < 500; i++) {
            String account = "account " + i;
            for (Segment segment : Segment.computeSegments(ids)) {
                if (segment.matches(account.hashCode())) {
                    assertThat(progress.position(account)).isEqualTo(100 + segment.getSegmentId());
                }
            }
            assertThat(progress.position(account)).isBetween(100L, 99L + parts);
        }
        assertThat(progress.position()).isEqualTo(100);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 7})
    void who_waits_is_let_go_by_the_commit_that_is_enough(long wanted) {
        progress.isStored(Map.of(0, -1L));
        assertThat(progress.await(() -> progress.position() >= wanted, AT_ONCE, AT_ONCE))
                .isEqualTo(wanted < 0);

        progress.reached(0, 7);

        assertThat(progress.await(() -> progress.position() >= wanted, AT_ONCE, AT_ONCE))
                .isTrue();
    }
}

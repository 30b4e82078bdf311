package io.ssouser.application.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AttemptBulkheadTest {
    private final AttemptBulkhead doors = new AttemptBulkhead();

    @Test
    void one_more_than_the_largest_crowd_is_turned_away_and_the_others_stay() {
        AtomicInteger inside = new AtomicInteger();

        assertThatThrownBy(() -> crowd("front", AttemptBulkhead.MOST_AT_ONCE + 1, inside))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.refusal()).isEqualTo(Refusal.HASHING_BUSY));

        assertThat(inside).hasValue(AttemptBulkhead.MOST_AT_ONCE);
    }

    @Test
    void a_crowd_at_one_door_leaves_the_others_free() {
        String answer = doors.at(
                "front",
                () -> crowd("front", AttemptBulkhead.MOST_AT_ONCE - 1, new AtomicInteger())
                        + doors.at("back", () -> " and in by the back"));

        assertThat(answer).isEqualTo("in and in by the back");
    }

    @Test
    void whoever_leaves_by_success_failure_or_refusal_makes_room() {
        for (int i = 0; i < 3 * AttemptBulkhead.MOST_AT_ONCE; i++) {
            assertThatThrownBy(() -> doors.at("front", () -> {
                        throw new Refused(Refusal.WRONG_CREDENTIALS);
                    }))
                    .hasMessageContaining("WRONG_CREDENTIALS");
        }
        assertThatThrownBy(() -> crowd("front", AttemptBulkhead.MOST_AT_ONCE + 1, new AtomicInteger()));

        assertThat(crowd("front", AttemptBulkhead.MOST_AT_ONCE, new AtomicInteger()))
                .isEqualTo("in");
        assertThat(doors.busy()).isZero();
    }

    /** So many at the door, each inside the one before. */
    private String crowd(String door, int size, AtomicInteger inside) {
        return size == 0
                ? "in"
                : doors.at(door, () -> {
                    inside.incrementAndGet();
                    return crowd(door, size - 1, inside);
                });
    }
}

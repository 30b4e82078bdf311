package io.ssouser.domain.user;

import io.ssouser.domain.password.LockKind;
import io.ssouser.domain.user.UserCommand.RecordAttemptsDuringLock;
import io.ssouser.domain.user.UserEvent.AttemptsDuringLockCounted;
import io.ssouser.domain.user.UserEvent.UserErased;
import java.time.Instant;
import java.util.stream.IntStream;
import org.axonframework.eventsourcing.AggregateDeletedException;
import org.junit.jupiter.api.Test;

class RecordAttemptsDuringLockTest extends UserSpecification {
    private static final Instant ENDED = Instant.parse("2026-03-01T11:45:00Z");
    private static final Instant FIRST = Instant.parse("2026-03-01T11:31:00Z");
    private static final Instant LAST = Instant.parse("2026-03-01T11:44:00Z");
    private static final AttemptsDuringLockCounted COUNTED =
            new AttemptsDuringLockCounted(ANNA, LockKind.SIGN_IN, ENDED, 7, FIRST, LAST);

    @Test
    void the_entry_says_which_lock_and_how_many_attempts_from_when_to_when() {
        given().when(record(LockKind.SIGN_IN, ENDED, 7)).expectEvents(COUNTED);
    }

    @Test
    void a_repetition_changes_nothing_whatever_it_counts() {
        given(COUNTED)
                .when(record(LockKind.SIGN_IN, ENDED, 7))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        given(COUNTED)
                .when(record(LockKind.SIGN_IN, ENDED, 8))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void another_lock_has_an_entry_of_its_own() {
        given(COUNTED)
                .when(record(LockKind.SIGN_IN, ENDED.minusMillis(1), 7))
                .expectEvents(
                        new AttemptsDuringLockCounted(ANNA, LockKind.SIGN_IN, ENDED.minusMillis(1), 7, FIRST, LAST));
        given(COUNTED)
                .when(record(LockKind.SECOND_FACTOR, ENDED, 7))
                .expectEvents(new AttemptsDuringLockCounted(ANNA, LockKind.SECOND_FACTOR, ENDED, 7, FIRST, LAST));
    }

    @Test
    void the_latest_twenty_locks_are_known_as_recorded() {
        given(others(20))
                .andGiven(COUNTED)
                .andGiven(others(19))
                .when(record(LockKind.SIGN_IN, ENDED, 7))
                .expectNoEvents();
        given(COUNTED)
                .andGiven(others(20))
                .when(record(LockKind.SIGN_IN, ENDED, 7))
                .expectEvents(COUNTED);
    }

    @Test
    void nothing_follows_the_last_event_of_an_erased_user() {
        given(new UserErased(ANNA))
                .when(record(LockKind.SIGN_IN, ENDED, 7))
                .expectException(AggregateDeletedException.class)
                .expectNoEvents();
    }

    private static Object[] others(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i ->
                        new AttemptsDuringLockCounted(ANNA, LockKind.SIGN_IN, ENDED.plusSeconds(i), 1, FIRST, LAST))
                .toArray();
    }

    private static RecordAttemptsDuringLock record(LockKind kind, Instant until, long attempts) {
        return new RecordAttemptsDuringLock(ANNA, kind, until, attempts, FIRST, LAST);
    }
}

package io.ssouser.application.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ssouser.application.DisturbedStateStore;
import io.ssouser.domain.UserId;
import io.ssouser.domain.password.LockKind;
import io.ssouser.domain.password.Lockout;
import io.ssouser.domain.user.UserCommand.RecordAttemptsDuringLock;
import io.ssouser.eventstore.AtOnce;
import io.ssouser.eventstore.log.StoreRefused;
import io.ssouser.eventstore.state.OnEveryStateStore;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StoredLockedAttemptsTest extends OnEveryStateStore {
    private static final UserId ANNA = new UserId("anna");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant ENDS = Instant.parse("2026-03-01T12:15:00Z");
    private static final Lockout LOCK = new Lockout(ANNA, LockKind.SIGN_IN, ENDS);
    private static final Instant SETTLED = Instant.parse("2026-03-01T12:15:05Z");

    @Test
    void attempts_at_once_on_several_nodes_are_all_counted_in_one_document() throws Exception {
        List<StoredLockedAttempts> nodes = Stream.of(state(), onAnotherNode(), onAnotherNode())
                .map(StoredLockedAttempts::new)
                .toList();
        AtomicInteger callers = new AtomicInteger();

        AtOnce.call(12, () -> {
            int caller = callers.getAndIncrement();
            StoredLockedAttempts node = nodes.get(caller % 3);
            for (int i = 0; i < 25; i++) {
                node.add(LOCK, NOON.plusSeconds(25 * caller + i));
                node.flush();
            }
            return caller;
        });

        assertThat(nodes.get(1).ended(SETTLED))
                .containsExactly(new RecordAttemptsDuringLock(
                        ANNA, LockKind.SIGN_IN, ENDS, 300, NOON, Instant.parse("2026-03-01T12:04:59Z")));
    }

    @Test
    void what_was_added_in_memory_is_stored_by_the_flush_and_once() {
        StoredLockedAttempts attempts = new StoredLockedAttempts(state());
        attempts.add(LOCK, NOON);
        attempts.add(LOCK, NOON.plusSeconds(1));
        assertThat(attempts.ended(SETTLED)).isEmpty();

        attempts.flush();
        attempts.flush();

        assertThat(attempts.ended(SETTLED))
                .extracting(RecordAttemptsDuringLock::attempts)
                .containsExactly(2L);
    }

    @Test
    void a_count_is_complete_five_seconds_after_the_lock_has_ended() {
        StoredLockedAttempts attempts = new StoredLockedAttempts(state());
        attempts.add(LOCK, NOON);
        attempts.flush();

        assertThat(attempts.ended(SETTLED.minusMillis(1))).isEmpty();
        assertThat(attempts.ended(SETTLED)).hasSize(1);
    }

    @Test
    void each_lock_has_a_count_of_its_own_and_the_first_to_end_comes_first() {
        StoredLockedAttempts attempts = new StoredLockedAttempts(state());
        Lockout later = new Lockout(ANNA, LockKind.SIGN_IN, ENDS.plusSeconds(1));
        Lockout ofCodes = new Lockout(ANNA, LockKind.SECOND_FACTOR, ENDS.plusSeconds(2));
        Lockout ofBoris = new Lockout(new UserId("boris"), LockKind.SIGN_IN, ENDS.plusSeconds(3));
        List.of(ofBoris, ofCodes, later, LOCK).forEach(lock -> attempts.add(lock, NOON));
        attempts.flush();

        assertThat(attempts.ended(SETTLED.plusSeconds(3)))
                .extracting(RecordAttemptsDuringLock::lock)
                .containsExactly(LOCK, later, ofCodes, ofBoris);
    }

    @Test
    void a_failure_of_the_store_loses_no_count() {
        AtomicBoolean away = new AtomicBoolean(true);
        StoredLockedAttempts attempts = new StoredLockedAttempts(new DisturbedStateStore(
                state(),
                called -> {
                    if (away.get()) {
                        throw new StoreRefused("on purpose");
                    }
                },
                called -> {}));
        attempts.add(LOCK, NOON);
        assertThatExceptionOfType(StoreRefused.class).isThrownBy(attempts::flush);
        away.set(false);
        attempts.flush();

        assertThat(attempts.ended(SETTLED)).hasSize(1);
    }

    @Test
    void what_is_on_record_is_forgotten() {
        StoredLockedAttempts attempts = new StoredLockedAttempts(state());
        attempts.add(LOCK, NOON);
        attempts.flush();

        attempts.forget(LOCK);

        assertThat(attempts.ended(SETTLED)).isEmpty();
    }

    @Test
    void a_lock_and_an_attempt_are_told_apart_to_the_millisecond() {
        StoredLockedAttempts attempts = new StoredLockedAttempts(state());
        attempts.add(new Lockout(ANNA, LockKind.SIGN_IN, ENDS.plusNanos(1)), NOON.plusNanos(1));
        attempts.add(LOCK, NOON);
        attempts.flush();

        assertThat(attempts.ended(SETTLED))
                .containsExactly(new RecordAttemptsDuringLock(ANNA, LockKind.SIGN_IN, ENDS, 2, NOON, NOON));
    }
}

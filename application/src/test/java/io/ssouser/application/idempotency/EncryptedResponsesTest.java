package io.ssouser.application.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.application.idempotency.EncryptedResponses.Reservation;
import io.ssouser.application.state.TokenHash;
import io.ssouser.domain.UserId;
import io.ssouser.eventstore.AtOnce;
import io.ssouser.eventstore.state.OnEveryStateStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EncryptedResponsesTest extends OnEveryStateStore {
    /** So far ahead that no store clears away in the middle of a test. */
    private static final Instant NOW = Instant.parse("2126-11-24T09:30:00.250Z");

    private static final UserId ADA = new UserId("ada");
    private static final TokenHash ID = TokenHash.of("one");
    private static final byte[] BOX = {1, 2, 3, 0, -1};

    private EncryptedResponses answers() {
        return new EncryptedResponses(state());
    }

    @Test
    void a_kept_answer_is_found_also_after_a_restart() throws Exception {
        keep(answers(), ID, ADA, BOX, NOW);

        assertThat(new EncryptedResponses(reopened()).find(ID, NOW))
                .hasValueSatisfying(found -> assertThat(found).isEqualTo(BOX));
    }

    @Test
    void what_was_never_kept_is_not_found() {
        EncryptedResponses answers = answers();
        keep(answers, ID, ADA, BOX, NOW);

        assertThat(answers.find(TokenHash.of("other"), NOW)).isEmpty();
    }

    @Test
    void an_answer_is_kept_for_a_day_and_then_gives_way() {
        EncryptedResponses answers = answers();
        keep(answers, ID, ADA, BOX, NOW);
        Instant tomorrow = NOW.plus(Duration.ofDays(1));

        assertThat(answers.find(ID, tomorrow.minusMillis(1))).isPresent();
        assertThat(answers.find(ID, tomorrow)).isEmpty();

        keep(answers, ID, ADA, new byte[] {9}, tomorrow);

        assertThat(answers.find(ID, tomorrow))
                .hasValueSatisfying(found -> assertThat(found).containsExactly(9));
    }

    @Test
    void a_users_answers_are_counted_while_they_are_not_too_old() {
        EncryptedResponses answers = answers();
        for (int i = 0; i < 5; i++) {
            keep(answers, TokenHash.of("ada " + i), ADA, BOX, NOW.plusSeconds(i));
        }
        keep(answers, ID, new UserId("bob"), BOX, NOW);

        assertThat(answers.countOf(ADA, NOW)).isEqualTo(5);
        assertThat(answers.countOf(ADA, NOW.plus(EncryptedResponses.KEPT).plusSeconds(2)))
                .isEqualTo(2);
        assertThat(answers.countOf(new UserId("eve"), NOW)).isZero();
    }

    @Test
    void of_fifty_who_reserve_one_id_at_once_one_gets_it() throws Exception {
        EncryptedResponses answers = answers();
        EncryptedResponses otherNode = new EncryptedResponses(onAnotherNode());
        AtomicInteger callers = new AtomicInteger();

        assertThat(reserveAtOnce(answers, otherNode, callers, NOW)).hasSize(1);
        assertThat(reserveAtOnce(answers, otherNode, callers, NOW.plus(EncryptedResponses.RESERVED)))
                .as("who take over")
                .hasSize(1);
    }

    private static List<Reservation> reserveAtOnce(
            EncryptedResponses answers, EncryptedResponses otherNode, AtomicInteger callers, Instant now)
            throws Exception {
        return AtOnce.call(50, () -> (callers.incrementAndGet() % 2 == 0 ? answers : otherNode).reserve(ID, now))
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    @Test
    void a_reservation_is_no_answer_and_holds_for_its_time() {
        EncryptedResponses answers = answers();
        EncryptedResponses otherNode = new EncryptedResponses(onAnotherNode());
        answers.reserve(ID, NOW).orElseThrow();
        Instant end = NOW.plus(EncryptedResponses.RESERVED);

        assertThat(answers.find(ID, NOW)).isEmpty();
        assertThat(answers.countOf(ADA, NOW)).isZero();
        assertThat(otherNode.reserve(ID, end.minusMillis(1))).isEmpty();
        assertThat(otherNode.reserve(TokenHash.of("other"), NOW)).isPresent();
        assertThat(otherNode.reserve(ID, end)).isPresent();
    }

    @Test
    void the_only_process_of_a_store_gives_back_at_its_start_what_the_one_before_had_reserved() throws Exception {
        EncryptedResponses before = answers();
        before.reserve(ID, NOW).orElseThrow();
        keep(
                before,
                TokenHash.of("answered"),
                ADA,
                BOX,
                NOW.minus(EncryptedResponses.KEPT).plusSeconds(9));

        EncryptedResponses after = new EncryptedResponses(reopened());
        after.releaseAll(NOW);

        assertThat(after.reserve(ID, NOW)).isPresent();
        assertThat(after.find(TokenHash.of("answered"), NOW)).isPresent();
    }

    @Test
    void nobody_reserves_what_is_answered_until_the_answer_is_too_old() {
        EncryptedResponses answers = answers();
        EncryptedResponses otherNode = new EncryptedResponses(onAnotherNode());
        keep(answers, ID, ADA, BOX, NOW);

        assertThat(otherNode.reserve(ID, NOW)).isEmpty();
        assertThat(answers.reserve(ID, NOW.plus(EncryptedResponses.KEPT).minusMillis(1)))
                .isEmpty();
        assertThat(otherNode.reserve(ID, NOW.plus(EncryptedResponses.KEPT))).isPresent();
    }

    @Test
    void what_is_given_back_is_reserved_again_at_once() {
        EncryptedResponses answers = answers();
        answers.release(answers.reserve(ID, NOW).orElseThrow());

        assertThat(new EncryptedResponses(onAnotherNode()).reserve(ID, NOW)).isPresent();
    }

    @Test
    void what_was_used_cannot_be_given_back() {
        EncryptedResponses answers = answers();
        Reservation place = answers.reserve(ID, NOW).orElseThrow();
        answers.keep(place, ADA, BOX, NOW);

        answers.release(place);

        assertThat(answers.find(ID, NOW)).isPresent();
    }

    @Test
    void who_was_paused_and_overtaken_neither_keeps_an_answer_nor_gives_anything_back() {
        EncryptedResponses paused = answers();
        EncryptedResponses otherNode = new EncryptedResponses(onAnotherNode());
        Reservation old = paused.reserve(ID, NOW).orElseThrow();
        Instant later = NOW.plus(EncryptedResponses.RESERVED);
        Reservation young = otherNode.reserve(ID, later).orElseThrow();

        paused.keep(old, ADA, BOX, later);
        paused.release(old);

        assertThat(paused.find(ID, later)).isEmpty();
        assertThat(paused.reserve(ID, later)).isEmpty();
        otherNode.keep(young, ADA, new byte[] {9}, later);
        paused.keep(old, ADA, BOX, later);
        assertThat(paused.find(ID, later))
                .hasValueSatisfying(found -> assertThat(found).containsExactly(9));
    }

    @Test
    void who_was_slow_and_not_overtaken_keeps_the_answer() {
        EncryptedResponses answers = answers();
        Instant later = NOW.plus(EncryptedResponses.RESERVED).plusSeconds(1);

        answers.keep(answers.reserve(ID, NOW).orElseThrow(), ADA, BOX, later);

        assertThat(answers.find(ID, later)).isPresent();
    }

    @Test
    void what_a_dead_process_reserved_runs_out() throws Exception {
        answers().reserve(ID, NOW).orElseThrow();

        assertThat(new EncryptedResponses(reopened()).reserve(ID, NOW.plus(EncryptedResponses.RESERVED)))
                .isPresent();
    }

    private static void keep(EncryptedResponses answers, TokenHash id, UserId user, byte[] box, Instant now) {
        answers.keep(answers.reserve(id, now).orElseThrow(), user, box, now);
    }
}

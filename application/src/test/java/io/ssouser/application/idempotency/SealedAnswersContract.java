package io.ssouser.application.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.application.state.TokenHash;
import io.ssouser.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What every store of sealed answers owes. */
public abstract class SealedAnswersContract {
    private static final Instant NOW = Instant.parse("2026-11-24T09:30:00.250Z");
    private static final UserId ADA = new UserId("ada");
    private static final TokenHash ID = TokenHash.of("one");
    private static final byte[] BOX = {1, 2, 3, 0, -1};

    /** A store without an answer. */
    protected abstract SealedAnswers answers();

    /** The same store, after a restart. */
    protected abstract SealedAnswers reopened();

    @Test
    void a_kept_answer_is_found_also_after_a_restart() {
        answers().keep(ID, ADA, BOX, NOW);

        assertThat(reopened().find(ID, NOW))
                .hasValueSatisfying(found -> assertThat(found).isEqualTo(BOX));
    }

    @Test
    void what_was_never_kept_is_not_found() {
        SealedAnswers answers = answers();
        answers.keep(ID, ADA, BOX, NOW);

        assertThat(answers.find(TokenHash.of("other"), NOW)).isEmpty();
    }

    @Test
    void an_answer_is_kept_for_a_day_and_then_gives_way() {
        SealedAnswers answers = answers();
        answers.keep(ID, ADA, BOX, NOW);
        Instant tomorrow = NOW.plus(Duration.ofDays(1));

        assertThat(answers.find(ID, tomorrow.minusMillis(1))).isPresent();
        assertThat(answers.find(ID, tomorrow)).isEmpty();

        answers.keep(ID, ADA, new byte[] {9}, tomorrow);

        assertThat(answers.find(ID, tomorrow))
                .hasValueSatisfying(found -> assertThat(found).containsExactly(9));
    }

    @Test
    void a_users_answers_are_counted_while_they_are_not_too_old() {
        SealedAnswers answers = answers();
        for (int i = 0; i < 5; i++) {
            answers.keep(TokenHash.of("ada " + i), ADA, BOX, NOW.plusSeconds(i));
        }
        answers.keep(ID, new UserId("bob"), BOX, NOW);

        assertThat(answers.countOf(ADA, NOW)).isEqualTo(5);
        assertThat(answers.countOf(ADA, NOW.plus(SealedAnswers.KEPT).plusSeconds(2)))
                .isEqualTo(2);
        assertThat(answers.countOf(new UserId("eve"), NOW)).isZero();
    }
}

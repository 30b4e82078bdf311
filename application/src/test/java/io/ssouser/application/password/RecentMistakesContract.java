package io.ssouser.application.password;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.application.FakeClock;
import io.ssouser.domain.UserId;
import io.ssouser.domain.password.LockoutPolicy;
import io.ssouser.domain.password.RecentMistakes;
import io.ssouser.domain.password.RecentMistakes.Mistake;
import java.time.Duration;
import java.util.stream.Stream;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is promised of the wrong secrets that were counted of late. */
public abstract class RecentMistakesContract {
    private static final UserId ANNA = new UserId("anna");
    protected static final Mistake MISTAKE = new Mistake(ANNA, "current", "hash", "caps lock was on");

    protected final FakeClock clock = new FakeClock();

    /** So far ahead that no store clears away in the middle of a test. */
    protected RecentMistakesContract() {
        clock.pass(Duration.ofDays(36_500));
    }

    protected abstract RecentMistakes mistakes();

    /** The same, as another node has them; the very same where one process owns the store. */
    protected RecentMistakes onAnotherNode() {
        return mistakes();
    }

    @Test
    void a_mistake_that_was_counted_repeats_on_every_node_as_often_as_it_is_made() {
        RecentMistakes other = onAnotherNode();

        assertThat(counted(mistakes(), MISTAKE)).isTrue();
        assertThat(counted(other, MISTAKE)).isFalse();
        assertThat(counted(mistakes(), MISTAKE)).isFalse();
    }

    static Stream<Mistake> others() {
        return Stream.of(
                new Mistake(new UserId("bert"), "current", "hash", "caps lock was on"),
                new Mistake(ANNA, "strangers", "hash", "caps lock was on"),
                new Mistake(ANNA, "current", "another hash", "caps lock was on"),
                new Mistake(ANNA, "current", "hash", "Caps lock was on"));
    }

    @ParameterizedTest
    @MethodSource("others")
    void that_of_another_account_or_count_against_another_secret_or_typed_otherwise_is_another(Mistake another) {
        counted(mistakes(), MISTAKE);

        assertThat(counted(mistakes(), another)).isTrue();
    }

    @Test
    void what_was_not_committed_was_not_counted() {
        UnitOfWork<?> lost = DefaultUnitOfWork.startAndGet(new GenericMessage<>("command"));
        assertThat(mistakes().repeats(MISTAKE)).isFalse();
        lost.rollback();

        assertThat(counted(mistakes(), MISTAKE)).isTrue();
    }

    @Test
    void after_the_pause_it_counts_again() {
        counted(mistakes(), MISTAKE);

        clock.pass(LockoutPolicy.PAUSE.minusMillis(1));
        assertThat(counted(mistakes(), MISTAKE)).isFalse();
        clock.pass(LockoutPolicy.PAUSE);
        assertThat(counted(mistakes(), MISTAKE)).isTrue();
        assertThat(counted(mistakes(), MISTAKE)).isFalse();
    }

    /** Whether a command that makes the mistake counts it, and commits. */
    protected static boolean counted(RecentMistakes mistakes, Mistake mistake) {
        UnitOfWork<?> command = DefaultUnitOfWork.startAndGet(new GenericMessage<>("command"));
        return !command.executeWithResult(() -> mistakes.repeats(mistake)).getPayload();
    }
}

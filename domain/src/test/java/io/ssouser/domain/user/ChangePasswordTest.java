package io.ssouser.domain.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.domain.Outcome;
import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.password.LockKind;
import io.ssouser.domain.password.Lockout;
import io.ssouser.domain.password.Password;
import io.ssouser.domain.password.PasswordHash;
import io.ssouser.domain.session.EndReason;
import io.ssouser.domain.session.SessionId;
import io.ssouser.domain.user.UserCommand.ChangePassword;
import io.ssouser.domain.user.UserEvent.PasswordChangeLocked;
import io.ssouser.domain.user.UserEvent.PasswordChanged;
import io.ssouser.domain.user.UserEvent.PasswordCheckFailed;
import io.ssouser.domain.user.UserEvent.Registered;
import io.ssouser.domain.user.UserEvent.SessionEnded;
import io.ssouser.domain.user.UserEvent.SignInLocked;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangePasswordTest extends UserSpecification {
    private static final Password NEW = new Password("tr0ub4dor");
    private static final PasswordChanged CHANGED = new PasswordChanged(ANNA, new PasswordHash("fake$1$tr0ub4dor"));
    private static final Instant LOCK_ENDS = Instant.parse("2026-03-01T12:15:00Z");

    @Test
    void the_password_is_changed_and_every_other_session_ends() {
        given(registered(LAPTOP), registered(PHONE), signedIn(SESSION, LAPTOP))
                .andGiven(signedIn(OTHER_SESSION, PHONE), signedIn(new SessionId("third"), LAPTOP))
                .when(change(RIGHT, NEW))
                .expectResultMessagePayload(Outcome.done(SESSION))
                .expectEvents(
                        CHANGED,
                        new SessionEnded(ANNA, OTHER_SESSION, EndReason.PASSWORD_CHANGED),
                        new SessionEnded(ANNA, new SessionId("third"), EndReason.PASSWORD_CHANGED));
    }

    @Test
    void the_new_password_is_the_one_that_counts() {
        given(CHANGED).when(change(NEW, RIGHT)).expectEvents(new PasswordChanged(ANNA, HASH));
        given(CHANGED)
                .when(change(RIGHT, NEW))
                .expectResultMessagePayload(Outcome.denied(Refusal.WRONG_CURRENT_PASSWORD))
                .expectEvents(new PasswordCheckFailed(ANNA));
    }

    @Test
    void a_wrong_current_password_is_denied_and_remembered() {
        given(registered(LAPTOP), signedIn(SESSION, LAPTOP), signedIn(OTHER_SESSION, LAPTOP))
                .when(change(WRONG, NEW))
                .expectResultMessagePayload(Outcome.denied(Refusal.WRONG_CURRENT_PASSWORD))
                .expectEvents(new PasswordCheckFailed(ANNA));
    }

    @Test
    void the_tenth_wrong_current_password_locks_for_15_minutes() {
        given(times(9, new PasswordCheckFailed(ANNA)))
                .when(change(WRONG, NEW))
                .expectResultMessagePayload(Outcome.denied(Refusal.WRONG_CURRENT_PASSWORD))
                .expectEvents(new PasswordCheckFailed(ANNA), new PasswordChangeLocked(ANNA, LOCK_ENDS));
    }

    @Test
    void during_the_lock_even_the_right_password_is_refused_unjudged() {
        given(new PasswordChangeLocked(ANNA, LOCK_ENDS))
                .andGivenCurrentTime(LOCK_ENDS.minusMillis(1))
                .when(change(RIGHT, NEW))
                .expectException(Refused.class)
                .expectExceptionMessage("TOO_MANY_FAILURES")
                .expectNoEvents();

        assertThat(hasher.evaluations()).isZero();
        assertThat(lockedAttempts.locks()).containsExactly(new Lockout(ANNA, LockKind.CURRENT_PASSWORD, LOCK_ENDS));
    }

    @Test
    void after_the_lock_the_password_is_changed() {
        given(new PasswordChangeLocked(ANNA, LOCK_ENDS))
                .andGivenCurrentTime(LOCK_ENDS)
                .when(change(RIGHT, NEW))
                .expectEvents(CHANGED);

        assertThat(lockedAttempts.locks()).isEmpty();
    }

    @Test
    void a_changed_password_ends_the_count() {
        given(times(9, new PasswordCheckFailed(ANNA)))
                .andGiven(CHANGED)
                .when(change(WRONG, NEW))
                .expectEvents(new PasswordCheckFailed(ANNA));
    }

    @Test
    void a_lock_of_sign_ins_is_another_matter() {
        given(new SignInLocked(ANNA, null, LOCK_ENDS)).when(change(RIGHT, NEW)).expectEvents(CHANGED);
    }

    @ParameterizedTest
    @CsvSource({"7, PASSWORD_TOO_SHORT", "1025, PASSWORD_TOO_LONG"})
    void a_new_password_out_of_bounds_is_refused_before_the_current_one_is_judged(int length, String refusal) {
        given().when(change(WRONG, new Password("x".repeat(length))))
                .expectException(Refused.class)
                .expectExceptionMessage(refusal)
                .expectNoEvents();

        assertThat(hasher.evaluations()).isZero();
    }

    @Test
    void a_new_password_that_the_own_address_gives_away_is_refused() {
        given().when(change(RIGHT, new Password("Anna@Example.org")))
                .expectException(Refused.class)
                .expectExceptionMessage("PASSWORD_GUESSABLE")
                .expectNoEvents();
    }

    @Test
    void an_account_without_a_password_has_none_to_change() {
        fixture.givenCurrentTime(NOON)
                .andGiven(new Registered(ANNA, CLAIM, EMAIL, null))
                .when(change(RIGHT, NEW))
                .expectException(Refused.class)
                .expectExceptionMessage("NO_PASSWORD")
                .expectNoEvents();
    }

    @Test
    void a_password_that_cannot_be_hashed_now_leaves_all_as_it_was() {
        hasher.leavePlaces(1);

        given(registered(LAPTOP), signedIn(OTHER_SESSION, LAPTOP))
                .when(change(RIGHT, NEW))
                .expectException(Refused.class)
                .expectExceptionMessage("HASHING_BUSY")
                .expectNoEvents();
    }

    private static ChangePassword change(Password current, Password next) {
        return new ChangePassword(ANNA, current, next, SESSION);
    }
}

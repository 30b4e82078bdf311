package io.ssouser.domain.user;

import io.ssouser.domain.Outcome;
import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.identity.ProviderName;
import io.ssouser.domain.password.Password;
import io.ssouser.domain.password.PasswordHash;
import io.ssouser.domain.session.EndReason;
import io.ssouser.domain.session.SignInMethod;
import io.ssouser.domain.user.UserCommand.ChangePassword;
import io.ssouser.domain.user.UserCommand.RequestPasswordReset;
import io.ssouser.domain.user.UserCommand.ResetPassword;
import io.ssouser.domain.user.UserCommand.SignInWithPassword;
import io.ssouser.domain.user.UserCommand.UnlinkIdentity;
import io.ssouser.domain.user.UserCommand.VerifySecondFactor;
import io.ssouser.domain.user.UserEvent.EmailChangeUndone;
import io.ssouser.domain.user.UserEvent.EmailConfirmed;
import io.ssouser.domain.user.UserEvent.MfaAwaited;
import io.ssouser.domain.user.UserEvent.MfaLocked;
import io.ssouser.domain.user.UserEvent.PasswordChangeLocked;
import io.ssouser.domain.user.UserEvent.PasswordChanged;
import io.ssouser.domain.user.UserEvent.PasswordRehashed;
import io.ssouser.domain.user.UserEvent.PasswordRemoved;
import io.ssouser.domain.user.UserEvent.PasswordReset;
import io.ssouser.domain.user.UserEvent.PasswordResetRequested;
import io.ssouser.domain.user.UserEvent.PasswordSet;
import io.ssouser.domain.user.UserEvent.SessionEnded;
import io.ssouser.domain.user.UserEvent.SignInLocked;
import io.ssouser.domain.user.UserEvent.SignedIn;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ResetPasswordTest extends UserSpecification {
    private static final Password NEW = new Password("tr0ub4dor");
    private static final PasswordReset RESET = new PasswordReset(ANNA, new PasswordHash("fake$1$tr0ub4dor"));
    private static final Instant ISSUED = NOON.plusMillis(1);
    private static final ResetPassword BY_LINK = new ResetPassword(ANNA, NEW, ISSUED);

    @Test
    void the_password_is_another_and_every_session_ends() {
        given(registered(LAPTOP), registered(PHONE), signedIn(SESSION, LAPTOP), signedIn(OTHER_SESSION, PHONE))
                .when(BY_LINK)
                .expectSuccessfulHandlerExecution()
                .expectEvents(
                        RESET,
                        new SessionEnded(ANNA, SESSION, EndReason.PASSWORD_RESET),
                        new SessionEnded(ANNA, OTHER_SESSION, EndReason.PASSWORD_RESET));
    }

    static Stream<UserEvent> another() {
        return Stream.of(
                new PasswordChanged(ANNA, HASH),
                new PasswordSet(ANNA, HASH),
                new PasswordReset(ANNA, HASH),
                new PasswordRemoved(ANNA),
                new EmailChangeUndone(ANNA, CLAIM, EMAIL));
    }

    @ParameterizedTest
    @MethodSource("another")
    void a_link_is_void_once_password_or_address_became_another_even_at_the_instant_of_its_issue(UserEvent event) {
        given().andGivenCurrentTime(ISSUED)
                .andGiven(event)
                .when(BY_LINK)
                .expectException(Refused.class)
                .expectExceptionMessage("RESET_LINK_UNKNOWN")
                .expectNoEvents();
    }

    @Test
    void the_same_password_hashed_anew_and_another_request_leave_it_good() {
        given().andGivenCurrentTime(ISSUED)
                .andGiven(new PasswordRehashed(ANNA, HASH), new PasswordResetRequested(ANNA))
                .when(BY_LINK)
                .expectEvents(RESET);
    }

    @Test
    void the_policy_is_kept_and_the_link_stays_good() {
        given().when(new ResetPassword(ANNA, new Password("password"), ISSUED))
                .expectException(Refused.class)
                .expectExceptionMessage("PASSWORD_GUESSABLE")
                .expectNoEvents();
    }

    @Test
    void whoever_was_locked_out_by_guesses_signs_in_with_the_new_password() {
        given(registered(LAPTOP), new SignInLocked(ANNA, null, IN_90_DAYS), new SignInLocked(ANNA, LAPTOP, IN_90_DAYS))
                .andGiven(RESET)
                .when(signIn(NEW))
                .expectEvents(new SignedIn(ANNA, SESSION, LAPTOP, SignInMethod.PASSWORD, null));
        given(new PasswordChangeLocked(ANNA, IN_90_DAYS), RESET)
                .when(new ChangePassword(ANNA, NEW, RIGHT, SESSION))
                .expectEvents(new PasswordChanged(ANNA, HASH));
    }

    @Test
    void the_second_factor_is_asked_for_all_the_same_and_its_lock_stays() {
        Instant until = Instant.parse("2026-03-01T12:05:00Z");
        givenMfa(registered(LAPTOP), RESET)
                .when(signIn(NEW))
                .expectEvents(new MfaAwaited(ANNA, ATTEMPT, LAPTOP, LAPTOP_NAME, until));
        givenMfa(new MfaLocked(ANNA, IN_90_DAYS), RESET)
                .andGiven(new MfaAwaited(ANNA, ATTEMPT, LAPTOP, LAPTOP_NAME, until))
                .when(new VerifySecondFactor(ANNA, ATTEMPT, codeOfStep(0), SESSION))
                .expectResultMessagePayload(Outcome.denied(Refusal.WRONG_SECOND_FACTOR));
    }

    @Test
    void a_sign_in_that_awaits_its_second_factor_is_void() {
        givenMfa(new MfaAwaited(ANNA, ATTEMPT, LAPTOP, LAPTOP_NAME, IN_90_DAYS), RESET)
                .when(new VerifySecondFactor(ANNA, ATTEMPT, codeOfStep(0), SESSION))
                .expectException(Refused.class)
                .expectExceptionMessage("SIGN_IN_NOT_PENDING")
                .expectNoEvents();
    }

    @Test
    void a_request_is_remembered_where_there_is_a_password_or_no_way_in_at_all() {
        given().when(new RequestPasswordReset(ANNA)).expectEvents(new PasswordResetRequested(ANNA));
        given(new PasswordRemoved(ANNA))
                .when(new RequestPasswordReset(ANNA))
                .expectEvents(new PasswordResetRequested(ANNA));
        given(SIGNED_IN, linked(ANNA_AT_GITHUB))
                .andGivenCommands(new UnlinkIdentity(ANNA, ProviderName.PASSWORD, Set.of(GITHUB), SESSION))
                .when(new RequestPasswordReset(ANNA))
                .expectException(Refused.class)
                .expectExceptionMessage("NO_PASSWORD")
                .expectNoEvents();
    }

    @Test
    void an_account_that_never_had_a_password_has_none_to_forget_also_when_a_change_was_undone() {
        fixture.given(UnlinkIdentityTest.born(), new EmailConfirmed(ANNA), new EmailChangeUndone(ANNA, CLAIM, EMAIL))
                .when(new RequestPasswordReset(ANNA))
                .expectException(Refused.class)
                .expectExceptionMessage("NO_PASSWORD")
                .expectNoEvents();
    }

    private static SignInWithPassword signIn(Password password) {
        return new SignInWithPassword(ANNA, password, SESSION, ATTEMPT, LAPTOP, LAPTOP_NAME, false);
    }
}

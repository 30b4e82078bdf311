package io.ssouser.domain.user;

import io.ssouser.domain.Refused;
import io.ssouser.domain.password.Password;
import io.ssouser.domain.session.EndReason;
import io.ssouser.domain.user.UserCommand.SetPassword;
import io.ssouser.domain.user.UserEvent.PasswordRemoved;
import io.ssouser.domain.user.UserEvent.PasswordSet;
import io.ssouser.domain.user.UserEvent.SessionEnded;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SetPasswordTest extends UserSpecification {
    private static final SetPassword SET = new SetPassword(ANNA, RIGHT, SESSION);

    @Test
    void an_account_that_has_no_password_gets_one_and_every_other_session_ends() {
        given(SIGNED_IN, signedIn(OTHER_SESSION, PHONE), new PasswordRemoved(ANNA))
                .when(SET)
                .expectSuccessfulHandlerExecution()
                .expectEvents(
                        new PasswordSet(ANNA, HASH), new SessionEnded(ANNA, OTHER_SESSION, EndReason.PASSWORD_CHANGED));
    }

    @Test
    void one_that_has_a_password_has_to_change_it() {
        given(SIGNED_IN)
                .when(SET)
                .expectException(Refused.class)
                .expectExceptionMessage("PASSWORD_ALREADY_SET")
                .expectNoEvents();
        given(SIGNED_IN, new PasswordRemoved(ANNA), new PasswordSet(ANNA, HASH))
                .when(SET)
                .expectException(Refused.class)
                .expectExceptionMessage("PASSWORD_ALREADY_SET")
                .expectNoEvents();
    }

    @Test
    void a_session_that_is_not_fresh_sets_none() {
        given(SIGNED_IN, new PasswordRemoved(ANNA))
                .andGivenCurrentTime(NOON.plus(Duration.ofMinutes(5)))
                .when(SET)
                .expectException(Refused.class)
                .expectExceptionMessage("STEP_UP_REQUIRED")
                .expectNoEvents();
    }

    @Test
    void the_policy_is_kept() {
        given(SIGNED_IN, new PasswordRemoved(ANNA))
                .when(new SetPassword(ANNA, new Password("anna@example.org"), SESSION))
                .expectException(Refused.class)
                .expectExceptionMessage("PASSWORD_GUESSABLE")
                .expectNoEvents();
    }
}

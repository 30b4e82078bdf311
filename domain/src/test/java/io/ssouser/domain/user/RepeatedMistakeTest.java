package io.ssouser.domain.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.domain.Outcome;
import io.ssouser.domain.Refusal;
import io.ssouser.domain.device.DeviceId;
import io.ssouser.domain.mfa.SecondFactorCode;
import io.ssouser.domain.mfa.SecondFactorKind;
import io.ssouser.domain.password.Password;
import io.ssouser.domain.user.UserCommand.ChangePassword;
import io.ssouser.domain.user.UserCommand.EnableMfa;
import io.ssouser.domain.user.UserCommand.SignInWithPassword;
import io.ssouser.domain.user.UserCommand.StepUpWithCode;
import io.ssouser.domain.user.UserCommand.StepUpWithPassword;
import io.ssouser.domain.user.UserEvent.MfaFailed;
import io.ssouser.domain.user.UserEvent.MfaSetupBegun;
import io.ssouser.domain.user.UserEvent.PasswordChanged;
import io.ssouser.domain.user.UserEvent.PasswordCheckFailed;
import io.ssouser.domain.user.UserEvent.SignInFailed;
import org.junit.jupiter.api.Test;

/** The client sends what was answered 401 a second time: the same wrong secret is one mistake. */
class RepeatedMistakeTest extends UserSpecification {
    private static final StepUpWithPassword STEP_UP = new StepUpWithPassword(ANNA, WRONG, SESSION);
    private static final StepUpWithCode CODE = new StepUpWithCode(ANNA, SecondFactorCode.of("000000"), SESSION);

    @Test
    void the_same_wrong_current_password_is_refused_again_and_counted_once_whatever_it_was_sent_for() {
        given(SIGNED_IN)
                .andGivenCommands(STEP_UP)
                .when(new ChangePassword(ANNA, WRONG, new Password("a tall ship at sea"), SESSION))
                .expectResultMessagePayload(Outcome.denied(Refusal.WRONG_CURRENT_PASSWORD))
                .expectNoEvents();
        assertThat(hasher.evaluations()).isEqualTo(2);
    }

    @Test
    void another_wrong_one_is_another_mistake() {
        given(SIGNED_IN)
                .andGivenCommands(STEP_UP)
                .when(new StepUpWithPassword(ANNA, new Password("battery staples"), SESSION))
                .expectEvents(new PasswordCheckFailed(ANNA));
    }

    @Test
    void against_another_password_it_is_another_guess() {
        given(SIGNED_IN)
                .andGivenCommands(STEP_UP)
                .andGiven(new PasswordChanged(ANNA, hasher.hash(new Password("a tall ship at sea"))))
                .when(STEP_UP)
                .expectEvents(new PasswordCheckFailed(ANNA));
    }

    @Test
    void at_a_sign_in_it_counts_once_a_device_and_once_for_all_strangers() {
        given(registered(PHONE))
                .andGivenCommands(signIn(LAPTOP))
                .when(signIn(PHONE))
                .expectEvents(new SignInFailed(ANNA, PHONE, ATTEMPT));
        given(registered(PHONE))
                .andGivenCommands(signIn(PHONE), signIn(LAPTOP))
                .when(signIn(LAPTOP))
                .expectResultMessagePayload(Outcome.denied(Refusal.WRONG_CREDENTIALS))
                .expectNoEvents();
    }

    @Test
    void the_same_wrong_code_counts_once_in_its_step_of_time() {
        givenMfa(SIGNED_IN)
                .andGivenCommands(CODE)
                .andGivenCurrentTime(NOON.plusSeconds(29))
                .when(CODE)
                .expectResultMessagePayload(Outcome.denied(Refusal.WRONG_SECOND_FACTOR))
                .expectNoEvents();
        givenMfa(SIGNED_IN)
                .andGivenCommands(CODE)
                .andGivenCurrentTime(NOON.plusSeconds(30))
                .when(CODE)
                .expectEvents(new MfaFailed(ANNA, SecondFactorKind.TOTP, null));
    }

    @Test
    void so_does_the_code_of_a_setup() {
        EnableMfa wrong = new EnableMfa(ANNA, SecondFactorCode.of("000000"), SESSION);
        given(SIGNED_IN, inSession(new MfaSetupBegun(ANNA, SECRET, IN_90_DAYS)))
                .andGivenCommands(wrong)
                .when(wrong)
                .expectResultMessagePayload(Outcome.denied(Refusal.WRONG_SETUP_CODE))
                .expectNoEvents();
    }

    private static SignInWithPassword signIn(DeviceId device) {
        return new SignInWithPassword(ANNA, WRONG, SESSION, ATTEMPT, device, LAPTOP_NAME, false);
    }
}

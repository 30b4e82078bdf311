package io.ssouser.domain.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.domain.Outcome;
import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.mfa.BackupCodeHashes;
import io.ssouser.domain.mfa.SecondFactorCode;
import io.ssouser.domain.mfa.SecondFactorKind;
import io.ssouser.domain.mfa.TotpSecret;
import io.ssouser.domain.password.LockKind;
import io.ssouser.domain.password.Lockout;
import io.ssouser.domain.session.Proof;
import io.ssouser.domain.user.UserCommand.EnableMfa;
import io.ssouser.domain.user.UserEvent.BackupCodesGenerated;
import io.ssouser.domain.user.UserEvent.MfaDisabled;
import io.ssouser.domain.user.UserEvent.MfaEnabled;
import io.ssouser.domain.user.UserEvent.MfaFailed;
import io.ssouser.domain.user.UserEvent.MfaLocked;
import io.ssouser.domain.user.UserEvent.MfaSetupBegun;
import io.ssouser.domain.user.UserEvent.MfaSetupFailed;
import io.ssouser.domain.user.UserEvent.SteppedUp;
import java.time.Instant;
import java.util.List;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnableMfaTest extends UserSpecification {
    private static final Instant SETUP_ENDS = Instant.parse("2026-03-01T12:10:00Z");
    private static final Instant LOCK_ENDS = Instant.parse("2026-03-01T12:15:00Z");
    private static final Object BEGUN = inSession(new MfaSetupBegun(ANNA, SECRET, SETUP_ENDS));
    private static final SteppedUp PROVEN = new SteppedUp(ANNA, SESSION, Proof.TOTP);
    private static final BackupCodesGenerated CODES =
            new BackupCodesGenerated(ANNA, new BackupCodeHashes("fake$SHEET01"), 10);

    @Test
    void the_code_of_the_pending_secret_turns_mfa_on_and_shows_ten_backup_codes() {
        given(SIGNED_IN, BEGUN)
                .when(enable(codeOfStep(0)))
                .expectResultMessagePayload(Outcome.done(List.of(
                        "SHEE-T010",
                        "SHEE-T011",
                        "SHEE-T012",
                        "SHEE-T013",
                        "SHEE-T014",
                        "SHEE-T015",
                        "SHEE-T016",
                        "SHEE-T017",
                        "SHEE-T018",
                        "SHEE-T019")))
                .expectEvents(new MfaEnabled(ANNA, 59_078_880), CODES, PROVEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "000000", "12345", "ABCDEF", "SHEET774"})
    void a_wrong_code_is_denied_and_remembered(String typed) {
        given(SIGNED_IN, BEGUN)
                .when(enable(SecondFactorCode.of(typed)))
                .expectResultMessagePayload(Outcome.denied(Refusal.WRONG_SETUP_CODE))
                .expectEvents(new MfaSetupFailed(ANNA));
    }

    @Test
    void the_code_of_a_replaced_secret_is_denied() {
        TotpSecret newer = new TotpSecret("FAKETOTPSECRETFAKETOTPSECRETNEWER");

        given(SIGNED_IN, BEGUN, inSession(new MfaSetupBegun(ANNA, newer, SETUP_ENDS)))
                .when(enable(codeOfStep(0)))
                .expectResultMessagePayload(Outcome.denied(Refusal.WRONG_SETUP_CODE))
                .expectEvents(new MfaSetupFailed(ANNA));
        given(SIGNED_IN, BEGUN, inSession(new MfaSetupBegun(ANNA, newer, SETUP_ENDS)))
                .when(enable(totp.code(newer, STEP_OF_NOON)))
                .expectEvents(new MfaEnabled(ANNA, 59_078_880), CODES, PROVEN);
    }

    @Test
    void the_tenth_wrong_factor_locks() {
        given(SIGNED_IN, BEGUN)
                .andGiven(times(5, new MfaSetupFailed(ANNA)))
                .andGiven(times(4, new MfaFailed(ANNA, SecondFactorKind.TOTP, null)))
                .when(enable(codeOfStep(7)))
                .expectResultMessagePayload(Outcome.denied(Refusal.WRONG_SETUP_CODE))
                .expectEvents(new MfaSetupFailed(ANNA), new MfaLocked(ANNA, LOCK_ENDS));
    }

    @Test
    void during_the_lock_the_right_code_is_refused() {
        refused(given(SIGNED_IN, BEGUN, new MfaLocked(ANNA, LOCK_ENDS)), "TOO_MANY_FAILURES");

        assertThat(lockedAttempts.locks()).containsExactly(new Lockout(ANNA, LockKind.SECOND_FACTOR, LOCK_ENDS));
    }

    @Test
    void while_mfa_is_on_it_is_refused() {
        refused(givenMfa(SIGNED_IN), "MFA_ALREADY_ENABLED");
    }

    @Test
    void without_a_setup_it_is_refused() {
        refused(given(SIGNED_IN), "MFA_NOT_SET_UP");
    }

    @Test
    void a_setup_is_used_up_by_success() {
        refused(givenMfa(SIGNED_IN, new MfaDisabled(ANNA)), "MFA_NOT_SET_UP");
    }

    @Test
    void a_secret_that_was_shown_to_another_session_is_not_proved_by_this_one() {
        given(SIGNED_IN, signedIn(OTHER_SESSION, PHONE), BEGUN)
                .when(new EnableMfa(ANNA, codeOfStep(0), OTHER_SESSION))
                .expectException(Refused.class)
                .expectExceptionMessage("MFA_NOT_SET_UP")
                .expectNoEvents();
    }

    @Test
    void a_setup_ends_after_ten_minutes() {
        given(SIGNED_IN, BEGUN)
                .andGivenCurrentTime(SETUP_ENDS)
                .when(enable(codeOfStep(20)))
                .expectException(Refused.class)
                .expectExceptionMessage("MFA_SETUP_EXPIRED")
                .expectNoEvents();
        given(SIGNED_IN, BEGUN)
                .andGivenCurrentTime(SETUP_ENDS.minusMillis(1))
                .when(enable(codeOfStep(19)))
                .expectEvents(new MfaEnabled(ANNA, 59_078_899), CODES, PROVEN);
    }

    @Test
    void backup_codes_that_cannot_be_minted_now_leave_mfa_off() {
        backupCodes.leavePlaces(0);

        refused(given(SIGNED_IN, BEGUN), "HASHING_BUSY");
    }

    private void refused(TestExecutor<User> given, String refusal) {
        given.when(enable(codeOfStep(0)))
                .expectException(Refused.class)
                .expectExceptionMessage(refusal)
                .expectNoEvents();
    }

    private static EnableMfa enable(SecondFactorCode code) {
        return new EnableMfa(ANNA, code, SESSION);
    }
}

package io.ssouser.domain.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.domain.Outcome;
import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.mfa.SecondFactorCode;
import io.ssouser.domain.mfa.SecondFactorKind;
import io.ssouser.domain.password.LockKind;
import io.ssouser.domain.password.Lockout;
import io.ssouser.domain.session.EndReason;
import io.ssouser.domain.session.Proof;
import io.ssouser.domain.user.UserCommand.BeginMfaSetup;
import io.ssouser.domain.user.UserCommand.ChangePassword;
import io.ssouser.domain.user.UserCommand.DisableMfa;
import io.ssouser.domain.user.UserCommand.EnableMfa;
import io.ssouser.domain.user.UserCommand.RegenerateBackupCodes;
import io.ssouser.domain.user.UserCommand.StepUpWithCode;
import io.ssouser.domain.user.UserCommand.StepUpWithIdentity;
import io.ssouser.domain.user.UserCommand.StepUpWithPassword;
import io.ssouser.domain.user.UserEvent.BackupCodeUsed;
import io.ssouser.domain.user.UserEvent.MfaDisabled;
import io.ssouser.domain.user.UserEvent.MfaFailed;
import io.ssouser.domain.user.UserEvent.MfaLocked;
import io.ssouser.domain.user.UserEvent.MfaSetupBegun;
import io.ssouser.domain.user.UserEvent.PasswordChangeLocked;
import io.ssouser.domain.user.UserEvent.PasswordCheckFailed;
import io.ssouser.domain.user.UserEvent.Registered;
import io.ssouser.domain.user.UserEvent.SessionEnded;
import io.ssouser.domain.user.UserEvent.SteppedUp;
import io.ssouser.domain.user.UserEvent.TotpAccepted;
import java.time.Instant;
import java.util.stream.Stream;
import org.hamcrest.FeatureMatcher;
import org.hamcrest.Matcher;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StepUpTest extends UserSpecification {
    private static final Instant STALE = Instant.parse("2026-03-01T12:05:00Z");
    private static final StepUpWithIdentity BY_IDENTITY =
            new StepUpWithIdentity(ANNA, ANNA_AT_GITHUB.claimId(), SESSION);
    private static final StepUpWithPassword BY_PASSWORD = new StepUpWithPassword(ANNA, RIGHT, SESSION);

    static Stream<UserCommand<?>> sensitive() {
        return Stream.of(
                new BeginMfaSetup(ANNA, SESSION),
                new DisableMfa(ANNA, SESSION),
                new RegenerateBackupCodes(ANNA, SESSION));
    }

    @ParameterizedTest
    @MethodSource("sensitive")
    void five_minutes_after_signing_in_what_is_sensitive_is_refused(UserCommand<?> command) {
        givenMfa(SIGNED_IN_WITH_CODE)
                .andGivenCurrentTime(STALE)
                .when(command)
                .expectException(Refused.class)
                .expectExceptionMessage("STEP_UP_REQUIRED")
                .expectNoEvents();
    }

    @Test
    void until_then_it_is_done() {
        givenMfa(SIGNED_IN_WITH_CODE)
                .andGivenCurrentTime(STALE.minusMillis(1))
                .when(new DisableMfa(ANNA, SESSION))
                .expectEvents(new MfaDisabled(ANNA));
    }

    @Test
    void a_session_that_stepped_up_may_do_it_again_and_no_other_may() {
        givenMfa(SIGNED_IN_WITH_CODE, signedIn(OTHER_SESSION, PHONE))
                .andGivenCurrentTime(STALE)
                .andGiven(new SteppedUp(ANNA, SESSION, Proof.TOTP))
                .when(new DisableMfa(ANNA, SESSION))
                .expectEvents(new MfaDisabled(ANNA));
        givenMfa(SIGNED_IN_WITH_CODE, signedIn(OTHER_SESSION, PHONE))
                .andGivenCurrentTime(STALE)
                .andGiven(new SteppedUp(ANNA, SESSION, Proof.TOTP))
                .when(new DisableMfa(ANNA, OTHER_SESSION))
                .expectException(Refused.class)
                .expectExceptionMessage("STEP_UP_REQUIRED")
                .expectNoEvents();
    }

    @Test
    void a_password_is_no_proof_any_more_once_mfa_is_on() {
        for (UserCommand<?> command :
                new UserCommand<?>[] {new DisableMfa(ANNA, SESSION), new RegenerateBackupCodes(ANNA, SESSION)}) {
            given(SIGNED_IN, signedIn(OTHER_SESSION, PHONE))
                    .andGiven(mfaOn())
                    .when(command)
                    .expectException(Refused.class)
                    .expectExceptionMessage("STEP_UP_REQUIRED")
                    .expectNoEvents();
        }
    }

    @Test
    void a_code_of_an_earlier_second_factor_is_none_of_this_one() {
        given(SIGNED_IN)
                .andGiven(mfaOn())
                .andGiven(new SteppedUp(ANNA, SESSION, Proof.TOTP), new MfaDisabled(ANNA))
                .andGiven(mfaOn())
                .when(new DisableMfa(ANNA, SESSION))
                .expectException(Refused.class)
                .expectExceptionMessage("STEP_UP_REQUIRED")
                .expectNoEvents();
    }

    @Test
    void the_session_that_turned_mfa_on_has_proved_it() {
        given(SIGNED_IN, inSession(new MfaSetupBegun(ANNA, SECRET, STALE)))
                .andGivenCommands(new EnableMfa(ANNA, codeOfStep(0), SESSION))
                .when(new DisableMfa(ANNA, SESSION))
                .expectEvents(new MfaDisabled(ANNA));
    }

    @Test
    void a_session_that_has_ended_may_neither_do_it_nor_step_up() {
        SessionEnded ended = new SessionEnded(ANNA, SESSION, EndReason.SIGNED_OUT);
        for (UserCommand<?> command :
                new UserCommand<?>[] {new BeginMfaSetup(ANNA, SESSION), BY_PASSWORD, byCode("123456")}) {
            given(SIGNED_IN, ended)
                    .when(command)
                    .expectException(Refused.class)
                    .expectExceptionMessage("STEP_UP_REQUIRED")
                    .expectNoEvents();
        }
    }

    @Test
    void the_right_password_steps_up() {
        given(SIGNED_IN)
                .when(BY_PASSWORD)
                .expectResultMessagePayload(Outcome.done(SESSION))
                .expectEvents(new SteppedUp(ANNA, SESSION, Proof.PASSWORD));
    }

    @Test
    void a_wrong_password_is_denied_and_counted_with_those_of_password_changes() {
        given(SIGNED_IN)
                .andGiven(times(9, new PasswordCheckFailed(ANNA)))
                .when(new StepUpWithPassword(ANNA, WRONG, SESSION))
                .expectResultMessagePayload(Outcome.denied(Refusal.WRONG_CURRENT_PASSWORD))
                .expectEvents(
                        new PasswordCheckFailed(ANNA),
                        new PasswordChangeLocked(ANNA, Instant.parse("2026-03-01T12:15:00Z")));
    }

    @Test
    void a_right_one_ends_that_count() {
        given(SIGNED_IN)
                .andGiven(times(9, new PasswordCheckFailed(ANNA)))
                .andGiven(new SteppedUp(ANNA, SESSION, Proof.PASSWORD))
                .when(new ChangePassword(ANNA, WRONG, RIGHT, SESSION))
                .expectEvents(new PasswordCheckFailed(ANNA));
    }

    @Test
    void during_the_lock_no_password_is_judged() {
        given(SIGNED_IN, new PasswordChangeLocked(ANNA, STALE))
                .when(BY_PASSWORD)
                .expectException(Refused.class)
                .expectExceptionMessage("TOO_MANY_FAILURES")
                .expectNoEvents();
        assertThat(hasher.evaluations()).isZero();
        assertThat(lockedAttempts.locks()).containsExactly(new Lockout(ANNA, LockKind.CURRENT_PASSWORD, STALE));
    }

    @Test
    void while_mfa_is_on_a_password_is_not_enough_and_not_judged() {
        givenMfa(SIGNED_IN_WITH_CODE)
                .when(BY_PASSWORD)
                .expectException(Refused.class)
                .expectExceptionMessage("SECOND_FACTOR_NEEDED")
                .expectNoEvents();
        assertThat(hasher.evaluations()).isZero();
    }

    @Test
    void an_account_without_a_password_has_none_to_show() {
        fixture.givenCurrentTime(NOON)
                .andGiven(new Registered(ANNA, CLAIM, EMAIL, null), SIGNED_IN)
                .when(BY_PASSWORD)
                .expectException(Refused.class)
                .expectExceptionMessage("NO_PASSWORD")
                .expectNoEvents();
    }

    @Test
    void an_identity_of_the_account_steps_up() {
        given(linked(ANNA_AT_GITHUB), SIGNED_IN)
                .when(BY_IDENTITY)
                .expectEvents(new SteppedUp(ANNA, SESSION, Proof.IDENTITY));
    }

    @Test
    void somebody_elses_identity_does_not_nor_one_alone_while_mfa_is_on() {
        given(SIGNED_IN)
                .when(BY_IDENTITY)
                .expectException(Refused.class)
                .expectExceptionMessage("IDENTITY_NOT_LINKED")
                .expectNoEvents();
        givenMfa(linked(ANNA_AT_GITHUB), SIGNED_IN)
                .when(BY_IDENTITY)
                .expectException(Refused.class)
                .expectExceptionMessage("SECOND_FACTOR_NEEDED")
                .expectNoEvents();
    }

    @Test
    void the_refusal_tells_what_would_do() {
        given(linked(ANNA_AT_GITHUB), SIGNED_IN)
                .andGivenCurrentTime(STALE)
                .when(new BeginMfaSetup(ANNA, SESSION))
                .expectException(refusedTelling("password", "provider:github"));
        givenMfa(linked(ANNA_AT_GITHUB), SIGNED_IN)
                .andGivenCurrentTime(STALE)
                .when(new DisableMfa(ANNA, SESSION))
                .expectException(refusedTelling("totp", "backup_code"));
    }

    private static Matcher<Refused> refusedTelling(String... methods) {
        return new FeatureMatcher<>(Matchers.contains(methods), "a refusal with methods", "methods") {
            @Override
            protected Iterable<? extends String> featureValueOf(Refused refused) {
                return refused.methods();
            }
        };
    }

    @Test
    void the_code_of_the_moment_steps_up() {
        givenMfa(SIGNED_IN_WITH_CODE)
                .when(new StepUpWithCode(ANNA, codeOfStep(0), SESSION))
                .expectResultMessagePayload(Outcome.done(SESSION))
                .expectEvents(new TotpAccepted(ANNA, STEP_OF_NOON), new SteppedUp(ANNA, SESSION, Proof.TOTP));
    }

    @Test
    void so_does_a_backup_code() {
        givenMfa(SIGNED_IN_WITH_CODE)
                .when(byCode("SHEE-T773"))
                .expectEvents(new BackupCodeUsed(ANNA, 3), new SteppedUp(ANNA, SESSION, Proof.BACKUP_CODE));
    }

    @Test
    void a_code_that_signed_in_does_not_step_up_as_well() {
        givenMfa(SIGNED_IN_WITH_CODE, new TotpAccepted(ANNA, STEP_OF_NOON))
                .when(new StepUpWithCode(ANNA, codeOfStep(0), SESSION))
                .expectResultMessagePayload(Outcome.denied(Refusal.WRONG_SECOND_FACTOR))
                .expectEvents(new MfaFailed(ANNA, SecondFactorKind.TOTP, null));
    }

    @Test
    void a_wrong_code_counts_like_one_at_sign_in_and_locks() {
        givenMfa(SIGNED_IN_WITH_CODE)
                .andGiven(times(9, new MfaFailed(ANNA, SecondFactorKind.TOTP, null)))
                .when(byCode("000000"))
                .expectResultMessagePayload(Outcome.denied(Refusal.WRONG_SECOND_FACTOR))
                .expectEvents(
                        new MfaFailed(ANNA, SecondFactorKind.TOTP, null),
                        new MfaLocked(ANNA, Instant.parse("2026-03-01T12:15:00Z")));
        givenMfa(SIGNED_IN_WITH_CODE, new MfaLocked(ANNA, STALE))
                .when(new StepUpWithCode(ANNA, codeOfStep(0), SESSION))
                .expectResultMessagePayload(Outcome.denied(Refusal.WRONG_SECOND_FACTOR))
                .expectNoEvents();

        assertThat(lockedAttempts.locks()).containsExactly(new Lockout(ANNA, LockKind.SECOND_FACTOR, STALE));
    }

    @Test
    void without_mfa_there_is_no_code_to_show() {
        given(SIGNED_IN, new MfaSetupBegun(ANNA, SECRET, IN_90_DAYS))
                .when(new StepUpWithCode(ANNA, codeOfStep(0), SESSION))
                .expectException(Refused.class)
                .expectExceptionMessage("MFA_NOT_ENABLED")
                .expectNoEvents();
    }

    private static StepUpWithCode byCode(String typed) {
        return new StepUpWithCode(ANNA, SecondFactorCode.of(typed), SESSION);
    }
}

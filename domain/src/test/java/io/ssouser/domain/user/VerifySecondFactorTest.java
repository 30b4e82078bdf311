package io.ssouser.domain.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.domain.Outcome;
import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.device.RevocationReason;
import io.ssouser.domain.mfa.BackupCodeHashes;
import io.ssouser.domain.mfa.SecondFactorCode;
import io.ssouser.domain.mfa.SecondFactorKind;
import io.ssouser.domain.password.LockKind;
import io.ssouser.domain.password.Lockout;
import io.ssouser.domain.password.PasswordHash;
import io.ssouser.domain.session.AttemptId;
import io.ssouser.domain.session.SignInMethod;
import io.ssouser.domain.session.SignInStep.SessionGranted;
import io.ssouser.domain.user.UserCommand.VerifySecondFactor;
import io.ssouser.domain.user.UserEvent.BackupCodeUsed;
import io.ssouser.domain.user.UserEvent.BackupCodesGenerated;
import io.ssouser.domain.user.UserEvent.DeviceRegistered;
import io.ssouser.domain.user.UserEvent.DeviceRevoked;
import io.ssouser.domain.user.UserEvent.MfaAwaited;
import io.ssouser.domain.user.UserEvent.MfaDisabled;
import io.ssouser.domain.user.UserEvent.MfaFailed;
import io.ssouser.domain.user.UserEvent.MfaLocked;
import io.ssouser.domain.user.UserEvent.MfaSetupFailed;
import io.ssouser.domain.user.UserEvent.PasswordChanged;
import io.ssouser.domain.user.UserEvent.SignedIn;
import io.ssouser.domain.user.UserEvent.TotpAccepted;
import java.time.Instant;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerifySecondFactorTest extends UserSpecification {
    private static final Instant ATTEMPT_ENDS = Instant.parse("2026-03-01T12:05:00Z");
    private static final Instant LOCK_ENDS = Instant.parse("2026-03-01T12:15:00Z");
    private static final MfaAwaited AWAITED = new MfaAwaited(ANNA, ATTEMPT, LAPTOP, LAPTOP_NAME, ATTEMPT_ENDS);
    private static final MfaFailed WRONG_TOTP = new MfaFailed(ANNA, SecondFactorKind.TOTP, ATTEMPT);
    private static final MfaFailed WRONG_BACKUP_CODE = new MfaFailed(ANNA, SecondFactorKind.BACKUP_CODE, ATTEMPT);
    private static final SignedIn BY_TOTP =
            new SignedIn(ANNA, SESSION, LAPTOP, SignInMethod.PASSWORD_AND_TOTP, ATTEMPT);
    private static final SignedIn BY_BACKUP_CODE =
            new SignedIn(ANNA, SESSION, LAPTOP, SignInMethod.PASSWORD_AND_BACKUP_CODE, ATTEMPT);

    @Test
    void the_present_code_registers_the_new_device_and_grants_the_session() {
        givenMfa(AWAITED)
                .when(verify(codeOfStep(0)))
                .expectResultMessagePayload(Outcome.done(new SessionGranted(SESSION, LAPTOP)))
                .expectEvents(
                        new TotpAccepted(ANNA, 59_078_880),
                        new DeviceRegistered(ANNA, LAPTOP, LAPTOP_NAME, IN_90_DAYS),
                        BY_TOTP);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1})
    void the_code_of_a_neighbouring_step_is_accepted(int step) {
        givenMfa(registered(LAPTOP), AWAITED)
                .when(verify(codeOfStep(step)))
                .expectEvents(new TotpAccepted(ANNA, 59_078_880 + step), BY_TOTP);
    }

    @ParameterizedTest
    @ValueSource(ints = {-2, 2})
    void the_code_of_a_farther_step_is_denied(int step) {
        givenMfa(AWAITED)
                .when(verify(codeOfStep(step)))
                .expectResultMessagePayload(Outcome.denied(Refusal.WRONG_SECOND_FACTOR))
                .expectEvents(WRONG_TOTP);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void a_code_of_the_accepted_step_or_an_older_one_is_denied(int step) {
        givenMfa(AWAITED, new TotpAccepted(ANNA, STEP_OF_NOON))
                .when(verify(codeOfStep(step)))
                .expectResultMessagePayload(Outcome.denied(Refusal.WRONG_SECOND_FACTOR))
                .expectEvents(WRONG_TOTP);
    }

    @Test
    void the_code_of_the_next_step_is_accepted_after_that_of_the_present_one() {
        givenMfa(registered(LAPTOP), AWAITED, new TotpAccepted(ANNA, STEP_OF_NOON))
                .when(verify(codeOfStep(1)))
                .expectEvents(new TotpAccepted(ANNA, 59_078_881), BY_TOTP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHEE-T774", "sheet774", "SHEET 774"})
    void a_backup_code_passes_as_shown_and_as_typed(String typed) {
        givenMfa(registered(LAPTOP), AWAITED)
                .when(verify(SecondFactorCode.of(typed)))
                .expectResultMessagePayload(Outcome.done(new SessionGranted(SESSION, LAPTOP)))
                .expectEvents(new BackupCodeUsed(ANNA, 4), BY_BACKUP_CODE);
    }

    @Test
    void a_backup_code_passes_once() {
        givenMfa(AWAITED, new BackupCodeUsed(ANNA, 4))
                .when(verify(SecondFactorCode.of("SHEET774")))
                .expectResultMessagePayload(Outcome.denied(Refusal.WRONG_SECOND_FACTOR))
                .expectEvents(WRONG_BACKUP_CODE);
    }

    @Test
    void a_code_of_an_older_sheet_is_denied_and_one_of_the_new_sheet_passes_whatever_was_used_of_the_old() {
        BackupCodesGenerated again = new BackupCodesGenerated(ANNA, new BackupCodeHashes("fake$SHEET78"), 10);

        givenMfa(AWAITED, again)
                .when(verify(SecondFactorCode.of("SHEET774")))
                .expectResultMessagePayload(Outcome.denied(Refusal.WRONG_SECOND_FACTOR))
                .expectEvents(WRONG_BACKUP_CODE);
        givenMfa(registered(LAPTOP), AWAITED, new BackupCodeUsed(ANNA, 4), again)
                .when(verify(SecondFactorCode.of("SHEET784")))
                .expectEvents(new BackupCodeUsed(ANNA, 4), BY_BACKUP_CODE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12345", "1234567", "ABCDEFG", "ABCDEFGHI", "SHEET77!"})
    void what_is_no_code_counts_like_a_wrong_one(String typed) {
        givenMfa(AWAITED)
                .when(verify(SecondFactorCode.of(typed)))
                .expectResultMessagePayload(Outcome.denied(Refusal.WRONG_SECOND_FACTOR))
                .expectEvents(new MfaFailed(ANNA, SecondFactorKind.NEITHER, ATTEMPT));
    }

    @Test
    void digits_of_another_script_are_a_wrong_totp() {
        givenMfa(AWAITED)
                .when(verify(SecondFactorCode.of("１２３４５６")))
                .expectResultMessagePayload(Outcome.denied(Refusal.WRONG_SECOND_FACTOR))
                .expectEvents(WRONG_TOTP);
    }

    @Test
    void a_backup_code_that_cannot_be_judged_now_leaves_no_trace() {
        backupCodes.leavePlaces(0);

        givenMfa(AWAITED)
                .when(verify(SecondFactorCode.of("SHEET774")))
                .expectException(Refused.class)
                .expectExceptionMessage("HASHING_BUSY")
                .expectNoEvents();
    }

    @Test
    void a_wrong_code_leaves_the_attempt_pending() {
        givenMfa(registered(LAPTOP), AWAITED, WRONG_TOTP)
                .when(verify(codeOfStep(0)))
                .expectEvents(new TotpAccepted(ANNA, STEP_OF_NOON), BY_TOTP);
    }

    @Test
    void the_tenth_wrong_factor_of_whatever_kind_locks_for_15_minutes() {
        givenMfa(AWAITED)
                .andGiven(times(9, WRONG_TOTP))
                .when(verify(SecondFactorCode.of("NOTACODE")))
                .expectResultMessagePayload(Outcome.denied(Refusal.WRONG_SECOND_FACTOR))
                .expectEvents(WRONG_BACKUP_CODE, new MfaLocked(ANNA, LOCK_ENDS));
    }

    @Test
    void wrong_codes_of_a_setup_count_too_until_it_succeeds() {
        given(times(9, new MfaSetupFailed(ANNA)))
                .andGiven(mfaOn())
                .andGiven(AWAITED)
                .when(verify(codeOfStep(7)))
                .expectEvents(WRONG_TOTP);
        given(mfaOn())
                .andGiven(AWAITED)
                .andGiven(times(9, new MfaSetupFailed(ANNA)))
                .when(verify(codeOfStep(8)))
                .expectEvents(WRONG_TOTP, new MfaLocked(ANNA, LOCK_ENDS));
    }

    @ParameterizedTest
    @MethodSource("rightFactors")
    void a_right_factor_ends_the_count(UserEvent right) {
        givenMfa(AWAITED)
                .andGiven(times(9, WRONG_TOTP))
                .andGiven(right)
                .when(verify(codeOfStep(7)))
                .expectEvents(WRONG_TOTP);
    }

    static Stream<UserEvent> rightFactors() {
        return Stream.of(new TotpAccepted(ANNA, STEP_OF_NOON), new BackupCodeUsed(ANNA, 0));
    }

    @Test
    void during_the_lock_the_right_code_is_denied_unjudged_and_without_a_trace() {
        backupCodes.leavePlaces(0);

        givenMfa(AWAITED, new MfaLocked(ANNA, LOCK_ENDS))
                .when(verify(codeOfStep(0)))
                .expectResultMessagePayload(Outcome.denied(Refusal.WRONG_SECOND_FACTOR))
                .expectNoEvents();
        givenMfa(AWAITED, new MfaLocked(ANNA, LOCK_ENDS))
                .when(verify(SecondFactorCode.of("SHEET774")))
                .expectResultMessagePayload(Outcome.denied(Refusal.WRONG_SECOND_FACTOR))
                .expectNoEvents();

        Lockout lock = new Lockout(ANNA, LockKind.SECOND_FACTOR, LOCK_ENDS);
        assertThat(lockedAttempts.locks()).containsExactly(lock, lock);
    }

    @Test
    void an_attempt_that_never_began_is_refused() {
        refused(givenMfa().when(verify(codeOfStep(0))));
    }

    @Test
    void an_attempt_is_pending_for_five_minutes() {
        refused(givenMfa(AWAITED).andGivenCurrentTime(ATTEMPT_ENDS).when(verify(codeOfStep(10))));
        givenMfa(registered(LAPTOP), AWAITED)
                .andGivenCurrentTime(ATTEMPT_ENDS.minusMillis(1))
                .when(verify(codeOfStep(9)))
                .expectEvents(new TotpAccepted(ANNA, 59_078_889), BY_TOTP);
    }

    @Test
    void a_finished_attempt_is_refused() {
        refused(givenMfa(registered(LAPTOP), AWAITED, BY_TOTP).when(verify(codeOfStep(0))));
    }

    @Test
    void finishing_one_attempt_leaves_another_pending() {
        givenMfa(registered(LAPTOP), AWAITED, signedIn(OTHER_SESSION, LAPTOP))
                .when(verify(codeOfStep(0)))
                .expectEvents(new TotpAccepted(ANNA, STEP_OF_NOON), BY_TOTP);
    }

    @ParameterizedTest
    @MethodSource("voids")
    void an_attempt_is_void(UserEvent by) {
        refused(givenMfa(registered(LAPTOP), AWAITED, by).when(verify(codeOfStep(0))));
    }

    static Stream<UserEvent> voids() {
        return Stream.of(
                new PasswordChanged(ANNA, new PasswordHash("fake$1$another password")),
                new MfaDisabled(ANNA),
                new DeviceRevoked(ANNA, LAPTOP, RevocationReason.BY_OWNER));
    }

    @Test
    void revoking_another_device_leaves_the_attempt_pending() {
        givenMfa(registered(LAPTOP), registered(PHONE), AWAITED)
                .andGiven(new DeviceRevoked(ANNA, PHONE, RevocationReason.BY_OWNER))
                .when(verify(codeOfStep(0)))
                .expectEvents(new TotpAccepted(ANNA, STEP_OF_NOON), BY_TOTP);
    }

    @Test
    void ten_attempts_are_pending_at_once_and_an_eleventh_drops_the_oldest() {
        givenMfa(registered(LAPTOP), AWAITED)
                .andGiven(attempts(9))
                .when(verify(codeOfStep(0)))
                .expectEvents(new TotpAccepted(ANNA, STEP_OF_NOON), BY_TOTP);
        refused(givenMfa(registered(LAPTOP), AWAITED).andGiven(attempts(10)).when(verify(codeOfStep(0))));
    }

    private static void refused(ResultValidator<User> result) {
        result.expectException(Refused.class)
                .expectExceptionMessage("SIGN_IN_NOT_PENDING")
                .expectNoEvents();
    }

    private static VerifySecondFactor verify(SecondFactorCode code) {
        return new VerifySecondFactor(ANNA, ATTEMPT, code, SESSION);
    }

    private static Object[] attempts(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number ->
                        new MfaAwaited(ANNA, new AttemptId("attempt " + number), PHONE, PHONE_NAME, ATTEMPT_ENDS))
                .toArray();
    }
}

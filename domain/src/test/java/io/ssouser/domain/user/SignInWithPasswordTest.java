package io.ssouser.domain.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.domain.Outcome;
import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.device.DeviceId;
import io.ssouser.domain.device.DeviceName;
import io.ssouser.domain.device.RevocationReason;
import io.ssouser.domain.password.AdmissionId;
import io.ssouser.domain.password.LockKind;
import io.ssouser.domain.password.Lockout;
import io.ssouser.domain.password.Password;
import io.ssouser.domain.password.PasswordHash;
import io.ssouser.domain.session.EndReason;
import io.ssouser.domain.session.SessionId;
import io.ssouser.domain.session.SignInMethod;
import io.ssouser.domain.session.SignInStep;
import io.ssouser.domain.session.SignInStep.SessionGranted;
import io.ssouser.domain.user.UserCommand.SignInWithPassword;
import io.ssouser.domain.user.UserEvent.BrowserAdmissionOffered;
import io.ssouser.domain.user.UserEvent.DeviceRegistered;
import io.ssouser.domain.user.UserEvent.DeviceRevoked;
import io.ssouser.domain.user.UserEvent.MfaAwaited;
import io.ssouser.domain.user.UserEvent.PasswordRehashed;
import io.ssouser.domain.user.UserEvent.PasswordReset;
import io.ssouser.domain.user.UserEvent.Registered;
import io.ssouser.domain.user.UserEvent.SessionEnded;
import io.ssouser.domain.user.UserEvent.SignInFailed;
import io.ssouser.domain.user.UserEvent.SignInLocked;
import io.ssouser.domain.user.UserEvent.SignedIn;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SignInWithPasswordTest extends UserSpecification {
    private static final Instant LOCK_ENDS = Instant.parse("2026-03-01T12:15:00Z");

    private static final BrowserAdmissionOffered OFFERED =
            new BrowserAdmissionOffered(ANNA, new AdmissionId("attempt"), NOON.plus(Duration.ofDays(2)));

    @Test
    void the_right_password_registers_the_new_device_and_grants_a_session() {
        given().when(signIn(RIGHT, LAPTOP))
                .expectResultMessagePayload(Outcome.done(new SessionGranted(SESSION, LAPTOP)))
                .expectEvents(
                        new DeviceRegistered(ANNA, LAPTOP, LAPTOP_NAME, Instant.parse("2026-05-30T12:00:00Z")),
                        new SignedIn(ANNA, SESSION, LAPTOP, SignInMethod.PASSWORD, null));
    }

    @Test
    void a_hash_of_before_there_was_a_normal_form_is_made_anew() {
        Password typed = new Password("u\u0308ber den Wolken");
        PasswordReset before = new PasswordReset(ANNA, hasher.hashAsTyped(typed));
        PasswordRehashed renewed = new PasswordRehashed(ANNA, hasher.hash(typed));

        given(registered(LAPTOP), before).when(signIn(typed, LAPTOP)).expectEvents(renewed, SIGNED_IN);
    }

    @Test
    void a_hash_of_the_normal_form_stays() {
        Password typed = new Password("u\u0308ber den Wolken");

        given(registered(LAPTOP), new PasswordReset(ANNA, hasher.hash(typed)))
                .when(signIn(typed, LAPTOP))
                .expectEvents(SIGNED_IN);
    }

    @Test
    void a_text_in_another_form_costs_the_same_right_wrong_and_locked() {
        given().when(signIn(new Password("u\u0308ber den Wolken"), LAPTOP))
                .expectResultMessagePayload(Outcome.denied(Refusal.WRONG_CREDENTIALS));

        assertThat(hasher.evaluations()).isEqualTo(2);
        hasher.matchesNothing(new Password("u\u0308ber den Wolken"));
        assertThat(hasher.evaluations()).isEqualTo(4);
    }

    @Test
    void a_device_that_the_account_knows_is_not_registered_again() {
        given(registered(LAPTOP))
                .when(signIn(RIGHT, LAPTOP))
                .expectEvents(new SignedIn(ANNA, SESSION, LAPTOP, SignInMethod.PASSWORD, null));
    }

    @Test
    void a_device_that_has_expired_is_registered_anew() {
        given(registered(LAPTOP))
                .andGivenCurrentTime(Instant.parse("2026-05-30T12:00:00Z"))
                .when(signIn(RIGHT, LAPTOP))
                .expectEvents(
                        new DeviceRegistered(ANNA, LAPTOP, LAPTOP_NAME, Instant.parse("2026-08-28T12:00:00Z")),
                        new SignedIn(ANNA, SESSION, LAPTOP, SignInMethod.PASSWORD, null));
    }

    @Test
    void a_device_that_was_revoked_is_registered_anew() {
        given(registered(LAPTOP), new DeviceRevoked(ANNA, LAPTOP, RevocationReason.BY_OWNER))
                .when(signIn(RIGHT, LAPTOP))
                .expectEvents(
                        new DeviceRegistered(ANNA, LAPTOP, LAPTOP_NAME, IN_90_DAYS),
                        new SignedIn(ANNA, SESSION, LAPTOP, SignInMethod.PASSWORD, null));
    }

    @Test
    void a_wrong_password_is_denied_and_remembered_against_strangers() {
        given().when(signIn(WRONG, LAPTOP))
                .expectResultMessagePayload(Outcome.denied(Refusal.WRONG_CREDENTIALS))
                .expectEvents(new SignInFailed(ANNA, null, ATTEMPT));
    }

    @Test
    void a_wrong_password_from_a_known_device_is_remembered_against_that_device() {
        given(registered(LAPTOP))
                .when(signIn(WRONG, LAPTOP))
                .expectResultMessagePayload(Outcome.denied(Refusal.WRONG_CREDENTIALS))
                .expectEvents(new SignInFailed(ANNA, LAPTOP, ATTEMPT));
    }

    @Test
    void a_device_that_has_expired_counts_as_a_stranger() {
        given(registered(LAPTOP))
                .andGivenCurrentTime(IN_90_DAYS)
                .when(signIn(WRONG, LAPTOP))
                .expectEvents(new SignInFailed(ANNA, null, ATTEMPT));
    }

    @Test
    void the_ninth_wrong_password_does_not_lock_yet() {
        given(times(8, new SignInFailed(ANNA, null, ATTEMPT)))
                .when(signIn(WRONG, LAPTOP))
                .expectEvents(new SignInFailed(ANNA, null, ATTEMPT));
    }

    @Test
    void the_tenth_wrong_password_locks_for_15_minutes() {
        given(times(9, new SignInFailed(ANNA, null, ATTEMPT)))
                .when(signIn(WRONG, LAPTOP))
                .expectResultMessagePayload(Outcome.denied(Refusal.WRONG_CREDENTIALS))
                .expectEvents(new SignInFailed(ANNA, null, ATTEMPT), new SignInLocked(ANNA, null, LOCK_ENDS), OFFERED);

        assertThat(lockedAttempts.locks()).as("it has an event of its own").isEmpty();
    }

    @Test
    void ten_failures_after_a_lock_lock_for_30_minutes() {
        given(times(10, new SignInFailed(ANNA, null, ATTEMPT)))
                .andGiven(new SignInLocked(ANNA, null, LOCK_ENDS), OFFERED)
                .andGivenCurrentTime(LOCK_ENDS)
                .andGiven(times(9, new SignInFailed(ANNA, null, ATTEMPT)))
                .when(signIn(WRONG, LAPTOP))
                .expectEvents(
                        new SignInFailed(ANNA, null, ATTEMPT),
                        new SignInLocked(ANNA, null, Instant.parse("2026-03-01T12:45:00Z")));
    }

    @Test
    void during_the_lock_even_the_right_password_is_denied_without_a_trace_and_at_the_cost_of_judging_it() {
        given(new SignInLocked(ANNA, null, LOCK_ENDS))
                .andGivenCurrentTime(LOCK_ENDS.minusNanos(1))
                .when(signIn(RIGHT, LAPTOP))
                .expectResultMessagePayload(Outcome.denied(Refusal.WRONG_CREDENTIALS))
                .expectNoEvents();

        assertThat(hasher.evaluations()).isEqualTo(1);
        assertThat(lockedAttempts.locks()).containsExactly(new Lockout(ANNA, LockKind.SIGN_IN, LOCK_ENDS));
    }

    @Test
    void after_the_lock_the_right_password_grants_a_session() {
        given(new SignInLocked(ANNA, null, LOCK_ENDS))
                .andGivenCurrentTime(LOCK_ENDS)
                .when(signIn(RIGHT, LAPTOP))
                .expectResultMessagePayload(Outcome.done(new SessionGranted(SESSION, LAPTOP)));

        assertThat(lockedAttempts.locks()).isEmpty();
    }

    @Test
    void strangers_do_not_lock_the_owner_out_of_a_known_device() {
        given(registered(LAPTOP), new SignInLocked(ANNA, null, LOCK_ENDS))
                .when(signIn(RIGHT, LAPTOP))
                .expectEvents(signedIn(SESSION, LAPTOP));
    }

    @Test
    void a_locked_device_locks_no_other() {
        given(registered(LAPTOP), registered(PHONE), new SignInLocked(ANNA, PHONE, LOCK_ENDS))
                .when(signIn(RIGHT, LAPTOP))
                .expectEvents(signedIn(SESSION, LAPTOP));
    }

    @Test
    void a_locked_device_is_denied() {
        given(registered(LAPTOP), new SignInLocked(ANNA, LAPTOP, LOCK_ENDS))
                .when(signIn(RIGHT, LAPTOP))
                .expectResultMessagePayload(Outcome.denied(Refusal.WRONG_CREDENTIALS))
                .expectNoEvents();

        assertThat(lockedAttempts.locks()).containsExactly(new Lockout(ANNA, LockKind.SIGN_IN, LOCK_ENDS));
    }

    @Test
    void revoking_a_locked_device_does_not_open_a_way_round_the_lock_of_strangers() {
        given(registered(LAPTOP), new SignInLocked(ANNA, null, LOCK_ENDS))
                .andGiven(new DeviceRevoked(ANNA, LAPTOP, RevocationReason.BY_OWNER))
                .when(signIn(RIGHT, LAPTOP))
                .expectResultMessagePayload(Outcome.denied(Refusal.WRONG_CREDENTIALS))
                .expectNoEvents();
    }

    @Test
    void a_sign_in_from_a_known_device_ends_the_count_of_that_device() {
        given(registered(LAPTOP))
                .andGiven(times(9, new SignInFailed(ANNA, LAPTOP, ATTEMPT)))
                .andGiven(signedIn(OTHER_SESSION, LAPTOP))
                .when(signIn(WRONG, LAPTOP))
                .expectEvents(new SignInFailed(ANNA, LAPTOP, ATTEMPT));
    }

    @Test
    void a_sign_in_from_a_known_device_leaves_the_count_of_strangers() {
        given(registered(PHONE))
                .andGiven(times(9, new SignInFailed(ANNA, null, ATTEMPT)))
                .andGiven(signedIn(OTHER_SESSION, PHONE))
                .when(signIn(WRONG, LAPTOP))
                .expectEvents(new SignInFailed(ANNA, null, ATTEMPT), new SignInLocked(ANNA, null, LOCK_ENDS), OFFERED);
    }

    @Test
    void a_stranger_who_becomes_a_device_ends_the_count_of_strangers() {
        given(times(9, new SignInFailed(ANNA, null, ATTEMPT)))
                .andGiven(registered(PHONE), signedIn(OTHER_SESSION, PHONE))
                .when(signIn(WRONG, LAPTOP))
                .expectEvents(new SignInFailed(ANNA, null, ATTEMPT));
    }

    @Test
    void the_right_password_of_an_unconfirmed_address_is_refused() {
        fixture.givenCurrentTime(NOON)
                .andGiven(new Registered(ANNA, CLAIM, EMAIL, HASH))
                .when(signIn(RIGHT, LAPTOP))
                .expectException(Refused.class)
                .expectExceptionMessage("EMAIL_NOT_CONFIRMED")
                .expectNoEvents();
    }

    @Test
    void a_wrong_password_of_an_unconfirmed_address_tells_nothing_of_the_address() {
        fixture.givenCurrentTime(NOON)
                .andGiven(new Registered(ANNA, CLAIM, EMAIL, HASH))
                .when(signIn(WRONG, LAPTOP))
                .expectResultMessagePayload(Outcome.denied(Refusal.WRONG_CREDENTIALS))
                .expectEvents(new SignInFailed(ANNA, null, ATTEMPT));
    }

    @Test
    void an_account_without_a_password_is_denied_without_a_trace_and_at_the_cost_of_judging_one() {
        fixture.givenCurrentTime(NOON)
                .andGiven(new Registered(ANNA, CLAIM, EMAIL, null))
                .when(signIn(RIGHT, LAPTOP))
                .expectResultMessagePayload(Outcome.denied(Refusal.WRONG_CREDENTIALS))
                .expectNoEvents();

        assertThat(hasher.evaluations()).isEqualTo(1);
    }

    @Test
    void a_password_that_cannot_be_judged_now_leaves_no_trace() {
        hasher.leavePlaces(0);

        given().when(signIn(WRONG, LAPTOP))
                .expectException(Refused.class)
                .expectExceptionMessage("HASHING_BUSY")
                .expectNoEvents();
    }

    @Test
    void an_outdated_hash_is_renewed() {
        hasher.raiseParameters();

        given(registered(LAPTOP))
                .when(signIn(RIGHT, LAPTOP))
                .expectEvents(
                        new PasswordRehashed(ANNA, new PasswordHash("fake$2$correct horse")),
                        signedIn(SESSION, LAPTOP));
    }

    @Test
    void a_hash_that_cannot_be_renewed_now_keeps_nobody_out() {
        hasher.raiseParameters();
        hasher.leavePlaces(1);

        given(registered(LAPTOP))
                .when(signIn(RIGHT, LAPTOP))
                .expectResultMessagePayload(Outcome.done(new SessionGranted(SESSION, LAPTOP)))
                .expectEvents(signedIn(SESSION, LAPTOP));
    }

    @Test
    void a_renewed_hash_is_the_one_that_counts() {
        given(registered(LAPTOP), new PasswordRehashed(ANNA, new PasswordHash("fake$1$battery staple")))
                .when(signIn(WRONG, LAPTOP))
                .expectEvents(signedIn(SESSION, LAPTOP));
    }

    @Test
    void with_mfa_on_a_second_factor_is_awaited_for_five_minutes() {
        Instant until = Instant.parse("2026-03-01T12:05:00Z");

        givenMfa()
                .when(signIn(RIGHT, LAPTOP))
                .expectResultMessagePayload(Outcome.done(new SignInStep.SecondFactorAwaited(ATTEMPT, until)))
                .expectEvents(new MfaAwaited(ANNA, ATTEMPT, LAPTOP, LAPTOP_NAME, until));
    }

    @Test
    void the_101st_device_costs_the_one_unused_longest_and_its_sessions() {
        given(devices(1, 1))
                .andGiven(signedIn(OTHER_SESSION, new DeviceId("1")))
                .andGivenCurrentTime(NOON.plus(Duration.ofHours(1)))
                .andGiven(devices(2, 100))
                .when(signIn(RIGHT, LAPTOP))
                .expectEvents(
                        new DeviceRevoked(ANNA, new DeviceId("1"), RevocationReason.TOO_MANY_DEVICES),
                        new SessionEnded(ANNA, OTHER_SESSION, EndReason.DEVICE_REVOKED),
                        new DeviceRegistered(ANNA, LAPTOP, LAPTOP_NAME, Instant.parse("2026-05-30T13:00:00Z")),
                        signedIn(SESSION, LAPTOP));
    }

    @Test
    void the_100th_device_costs_none() {
        given(devices(1, 99))
                .when(signIn(RIGHT, LAPTOP))
                .expectEvents(new DeviceRegistered(ANNA, LAPTOP, LAPTOP_NAME, IN_90_DAYS), signedIn(SESSION, LAPTOP));
    }

    @Test
    void a_device_that_expired_among_a_hundred_takes_its_own_place() {
        given(devices(1, 99))
                .andGiven(registered(LAPTOP))
                .andGivenCurrentTime(IN_90_DAYS)
                .when(signIn(RIGHT, LAPTOP))
                .expectEvents(
                        new DeviceRegistered(ANNA, LAPTOP, LAPTOP_NAME, Instant.parse("2026-08-28T12:00:00Z")),
                        signedIn(SESSION, LAPTOP));
    }

    @Test
    void the_101st_session_ends_the_one_that_was_not_used_for_longest() {
        for (int number = 1; number <= 100; number++) {
            activity.use(new SessionId(String.valueOf(number)), number == 7 ? NOON.minusSeconds(60) : NOON);
        }
        given(registered(LAPTOP))
                .andGiven(sessions(100))
                .when(signIn(RIGHT, LAPTOP))
                .expectEvents(
                        new SessionEnded(ANNA, new SessionId("7"), EndReason.TOO_MANY_SESSIONS),
                        signedIn(SESSION, LAPTOP));
    }

    @Test
    void a_session_that_nobody_can_use_any_more_ends_before_all_others() {
        for (int number = 1; number <= 99; number++) {
            activity.use(new SessionId(String.valueOf(number)), NOON);
        }
        given(registered(LAPTOP))
                .andGiven(sessions(100))
                .when(signIn(RIGHT, LAPTOP))
                .expectEvents(
                        new SessionEnded(ANNA, new SessionId("100"), EndReason.TOO_MANY_SESSIONS),
                        signedIn(SESSION, LAPTOP));
    }

    @Test
    void the_101st_device_takes_the_place_of_the_one_whose_sessions_were_not_used_for_longest() {
        activity.use(OTHER_SESSION, NOON.plusSeconds(1));
        given(devices(1, 100))
                .andGiven(signedIn(OTHER_SESSION, new DeviceId("1")))
                .when(signIn(RIGHT, LAPTOP))
                .expectEvents(
                        new DeviceRevoked(ANNA, new DeviceId("2"), RevocationReason.TOO_MANY_DEVICES),
                        new DeviceRegistered(ANNA, LAPTOP, LAPTOP_NAME, IN_90_DAYS),
                        signedIn(SESSION, LAPTOP));
    }

    @Test
    void of_sessions_that_were_not_used_since_the_oldest_ends() {
        given(registered(LAPTOP))
                .andGiven(sessions(100))
                .when(signIn(RIGHT, LAPTOP))
                .expectEvents(
                        new SessionEnded(ANNA, new SessionId("1"), EndReason.TOO_MANY_SESSIONS),
                        signedIn(SESSION, LAPTOP));
    }

    @Test
    void the_100th_session_ends_none() {
        given(registered(LAPTOP))
                .andGiven(sessions(99))
                .when(signIn(RIGHT, LAPTOP))
                .expectEvents(signedIn(SESSION, LAPTOP));
    }

    private static SignInWithPassword signIn(Password password, DeviceId device) {
        return new SignInWithPassword(ANNA, password, SESSION, ATTEMPT, device, LAPTOP_NAME, false);
    }

    private static Object[] devices(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(number -> new DeviceRegistered(
                        ANNA, new DeviceId(String.valueOf(number)), new DeviceName("Device " + number), IN_90_DAYS))
                .toArray();
    }

    private static Object[] sessions(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> signedIn(new SessionId(String.valueOf(number)), LAPTOP))
                .toArray();
    }
}

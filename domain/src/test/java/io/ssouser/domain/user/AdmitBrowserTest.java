package io.ssouser.domain.user;

import io.ssouser.domain.Outcome;
import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.device.DeviceId;
import io.ssouser.domain.email.EmailAddress;
import io.ssouser.domain.email.EmailChangeId;
import io.ssouser.domain.email.EmailClaimId;
import io.ssouser.domain.password.AdmissionId;
import io.ssouser.domain.password.Password;
import io.ssouser.domain.session.SignInStep.SessionGranted;
import io.ssouser.domain.user.UserCommand.AdmitBrowser;
import io.ssouser.domain.user.UserCommand.SignInWithPassword;
import io.ssouser.domain.user.UserEvent.BrowserAdmissionOffered;
import io.ssouser.domain.user.UserEvent.BrowserAdmitted;
import io.ssouser.domain.user.UserEvent.EmailChanged;
import io.ssouser.domain.user.UserEvent.OtherDevicesRevoked;
import io.ssouser.domain.user.UserEvent.PasswordChanged;
import io.ssouser.domain.user.UserEvent.PasswordReset;
import io.ssouser.domain.user.UserEvent.SignInFailed;
import io.ssouser.domain.user.UserEvent.SignInLocked;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AdmitBrowserTest extends UserSpecification {
    private static final AdmissionId OFFER = new AdmissionId("offer");
    private static final DeviceId BROWSER = new DeviceId("browser");
    private static final Instant OFFER_ENDS = NOON.plus(Duration.ofDays(2));
    private static final Instant ADMISSION_ENDS = NOON.plus(Duration.ofHours(1));

    private static final SignInLocked LOCKED = new SignInLocked(ANNA, null, NOON.plus(Duration.ofDays(3)));
    private static final BrowserAdmissionOffered OFFERED = new BrowserAdmissionOffered(ANNA, OFFER, OFFER_ENDS);
    private static final BrowserAdmitted ADMITTED = new BrowserAdmitted(ANNA, OFFER, BROWSER, ADMISSION_ENDS);
    private static final AdmitBrowser ADMIT = new AdmitBrowser(ANNA, OFFER, BROWSER);

    @Test
    void an_offer_admits_one_browser_for_an_hour() {
        given(LOCKED, OFFERED).when(ADMIT).expectEvents(ADMITTED);
    }

    @Test
    void the_right_password_from_the_admitted_browser_is_right_in_spite_of_the_lock() {
        given(LOCKED, OFFERED, ADMITTED)
                .when(signIn(RIGHT, BROWSER))
                .expectResultMessagePayload(Outcome.done(new SessionGranted(SESSION, BROWSER)));
    }

    @Test
    void any_other_browser_stays_locked_out() {
        given(LOCKED, OFFERED, ADMITTED).when(signIn(RIGHT, LAPTOP)).expectNoEvents();
    }

    @Test
    void an_admission_ends_after_six_wrong_passwords() {
        given(LOCKED, OFFERED, ADMITTED)
                .andGiven(times(5, new SignInFailed(ANNA, BROWSER, ATTEMPT)))
                .when(signIn(WRONG, BROWSER))
                .expectEvents(new SignInFailed(ANNA, BROWSER, ATTEMPT));
    }

    @Test
    void after_six_wrong_passwords_the_browser_is_a_stranger_again() {
        given(LOCKED, OFFERED, ADMITTED)
                .andGiven(times(6, new SignInFailed(ANNA, BROWSER, ATTEMPT)))
                .when(signIn(RIGHT, BROWSER))
                .expectResultMessagePayload(Outcome.denied(Refusal.WRONG_CREDENTIALS))
                .expectNoEvents();
    }

    @Test
    void an_admission_ends_after_an_hour() {
        given(LOCKED, OFFERED, ADMITTED)
                .andGivenCurrentTime(ADMISSION_ENDS)
                .when(signIn(RIGHT, BROWSER))
                .expectResultMessagePayload(Outcome.denied(Refusal.WRONG_CREDENTIALS))
                .expectNoEvents();
    }

    @Test
    void an_offer_works_once() {
        given(LOCKED, OFFERED, ADMITTED)
                .when(new AdmitBrowser(ANNA, OFFER, LAPTOP))
                .expectException(Refused.class)
                .expectExceptionMessage("CONFIRMATION_USED")
                .expectNoEvents();
    }

    @Test
    void an_offer_ends_after_two_days() {
        given(LOCKED, OFFERED)
                .andGivenCurrentTime(OFFER_ENDS)
                .when(ADMIT)
                .expectException(Refused.class)
                .expectExceptionMessage("CONFIRMATION_EXPIRED")
                .expectNoEvents();
    }

    @Test
    void what_was_never_offered_is_unknown() {
        given(LOCKED)
                .when(ADMIT)
                .expectException(Refused.class)
                .expectExceptionMessage("CONFIRMATION_UNKNOWN")
                .expectNoEvents();
    }

    @Test
    void a_second_lock_of_the_same_day_offers_nothing_more_also_after_the_offer_was_used() {
        given(OFFERED, ADMITTED)
                .andGivenCurrentTime(NOON.plus(Duration.ofHours(23)))
                .andGiven(times(9, new SignInFailed(ANNA, null, ATTEMPT)))
                .when(signIn(WRONG, LAPTOP))
                .expectEvents(
                        new SignInFailed(ANNA, null, ATTEMPT),
                        new SignInLocked(
                                ANNA, null, NOON.plus(Duration.ofHours(23).plusMinutes(15))));
    }

    @Test
    void a_lock_of_the_next_day_offers_again() {
        Instant tomorrow = NOON.plus(Duration.ofDays(1));
        given(OFFERED)
                .andGivenCurrentTime(tomorrow)
                .andGiven(times(9, new SignInFailed(ANNA, null, ATTEMPT)))
                .when(signIn(WRONG, LAPTOP))
                .expectEvents(
                        new SignInFailed(ANNA, null, ATTEMPT),
                        new SignInLocked(ANNA, null, tomorrow.plus(Duration.ofMinutes(15))),
                        new BrowserAdmissionOffered(
                                ANNA, new AdmissionId("attempt"), tomorrow.plus(Duration.ofDays(2))));
    }

    @Test
    void a_lock_of_a_known_device_offers_nothing() {
        given(registered(LAPTOP))
                .andGiven(times(9, new SignInFailed(ANNA, LAPTOP, ATTEMPT)))
                .when(signIn(WRONG, LAPTOP))
                .expectEvents(
                        new SignInFailed(ANNA, LAPTOP, ATTEMPT),
                        new SignInLocked(ANNA, LAPTOP, NOON.plus(Duration.ofMinutes(15))));
    }

    static Stream<Object> what_ends_an_offer() {
        EmailClaimId elsewhere = new EmailClaimId("elsewhere");
        return Stream.of(
                new PasswordChanged(ANNA, HASH),
                new PasswordReset(ANNA, HASH),
                new EmailChanged(
                        ANNA,
                        new EmailChangeId("change"),
                        elsewhere,
                        new EmailAddress("anna@elsewhere.example"),
                        EMAIL,
                        NOON));
    }

    @ParameterizedTest
    @MethodSource("what_ends_an_offer")
    void an_offer_does_not_outlive_the_password_or_the_address_it_came_from(Object event) {
        given(LOCKED, OFFERED, event)
                .when(ADMIT)
                .expectException(Refused.class)
                .expectExceptionMessage("CONFIRMATION_UNKNOWN")
                .expectNoEvents();
    }

    @Test
    void an_admitted_browser_is_a_stranger_again_once_its_owner_revokes_all_others() {
        given(LOCKED, OFFERED, ADMITTED, new OtherDevicesRevoked(ANNA))
                .when(signIn(RIGHT, BROWSER))
                .expectResultMessagePayload(Outcome.denied(Refusal.WRONG_CREDENTIALS))
                .expectNoEvents();
    }

    private static SignInWithPassword signIn(Password password, DeviceId device) {
        return new SignInWithPassword(ANNA, password, SESSION, ATTEMPT, device, LAPTOP_NAME, false);
    }
}

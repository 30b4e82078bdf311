package io.ssouser.domain.user;

import io.ssouser.domain.Outcome;
import io.ssouser.domain.Refusal;
import io.ssouser.domain.device.DeviceId;
import io.ssouser.domain.device.DeviceName;
import io.ssouser.domain.password.Password;
import io.ssouser.domain.session.SignInMethod;
import io.ssouser.domain.session.SignInStep.SessionGranted;
import io.ssouser.domain.user.UserCommand.SignInWithPassword;
import io.ssouser.domain.user.UserEvent.DeviceRecognised;
import io.ssouser.domain.user.UserEvent.DeviceRegistered;
import io.ssouser.domain.user.UserEvent.DeviceRenamed;
import io.ssouser.domain.user.UserEvent.DeviceTrusted;
import io.ssouser.domain.user.UserEvent.MfaAwaited;
import io.ssouser.domain.user.UserEvent.SignInFailed;
import io.ssouser.domain.user.UserEvent.SignedIn;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A client that keeps no cookies is one device, however often it signs in. That it looks like one proves nothing. */
class RecogniseDeviceTest extends UserSpecification {
    private static final DeviceName FIREFOX = new DeviceName("Firefox on Linux");
    private static final DeviceId OFFERED = new DeviceId("offered");
    private static final DeviceRegistered REGISTERED = new DeviceRegistered(ANNA, LAPTOP, FIREFOX, IN_90_DAYS);
    private static final SignedIn RECOGNISED = new SignedIn(ANNA, OTHER_SESSION, LAPTOP, SignInMethod.PASSWORD, null);

    private static SignInWithPassword signIn(DeviceName client, Password password) {
        return new SignInWithPassword(ANNA, password, OTHER_SESSION, ATTEMPT, OFFERED, client, true);
    }

    @Test
    void the_same_client_without_a_cookie_goes_to_its_device_and_gets_no_proof_of_being_it() {
        given(REGISTERED, SIGNED_IN)
                .when(signIn(FIREFOX, RIGHT))
                .expectResultMessagePayload(Outcome.done(new SessionGranted(OTHER_SESSION, LAPTOP, true)))
                .expectEvents(new DeviceRecognised(ANNA, LAPTOP, ATTEMPT), RECOGNISED);
    }

    @Test
    void also_when_its_owner_calls_it_otherwise() {
        given(REGISTERED, SIGNED_IN, new DeviceRenamed(ANNA, LAPTOP, new DeviceName("desk")))
                .when(signIn(FIREFOX, RIGHT))
                .expectEvents(new DeviceRecognised(ANNA, LAPTOP, ATTEMPT), RECOGNISED);
    }

    @Test
    void another_client_is_another_device() {
        given(REGISTERED, SIGNED_IN)
                .when(signIn(new DeviceName("Chrome on Linux"), RIGHT))
                .expectResultMessagePayload(Outcome.done(new SessionGranted(OTHER_SESSION, OFFERED)));
    }

    @Test
    void a_device_that_its_owner_trusts_takes_nobody_in() {
        given(REGISTERED, SIGNED_IN, new DeviceTrusted(ANNA, LAPTOP, IN_90_DAYS))
                .when(signIn(FIREFOX, RIGHT))
                .expectResultMessagePayload(Outcome.done(new SessionGranted(OTHER_SESSION, OFFERED)));
    }

    @Test
    void nor_does_one_that_a_browser_has_proved_to_be() {
        given(REGISTERED, SIGNED_IN, SIGNED_IN)
                .when(signIn(FIREFOX, RIGHT))
                .expectResultMessagePayload(Outcome.done(new SessionGranted(OTHER_SESSION, OFFERED)));
    }

    @Test
    void whoever_looks_like_a_device_is_a_stranger_to_the_lock() {
        given(REGISTERED, SIGNED_IN)
                .when(signIn(FIREFOX, WRONG))
                .expectResultMessagePayload(Outcome.denied(Refusal.WRONG_CREDENTIALS))
                .expectEvents(new SignInFailed(ANNA, null, ATTEMPT));
    }

    @Test
    void whoever_looks_like_a_device_is_asked_for_the_second_factor() {
        givenMfa(REGISTERED, SIGNED_IN)
                .when(signIn(FIREFOX, RIGHT))
                .expectEvents(
                        new DeviceRecognised(ANNA, LAPTOP, ATTEMPT),
                        new MfaAwaited(ANNA, ATTEMPT, LAPTOP, FIREFOX, Instant.parse("2026-03-01T12:05:00Z")));
    }

    @Test
    void a_stranger_who_knew_the_password_ends_the_strangers_count() {
        given(REGISTERED, SIGNED_IN)
                .andGiven(times(9, new SignInFailed(ANNA, null, ATTEMPT)))
                .andGiven(new DeviceRecognised(ANNA, LAPTOP, ATTEMPT), RECOGNISED)
                .when(signIn(FIREFOX, WRONG))
                .expectEvents(new SignInFailed(ANNA, null, ATTEMPT));
    }
}

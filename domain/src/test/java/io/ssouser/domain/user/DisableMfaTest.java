package io.ssouser.domain.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.domain.session.SignInMethod;
import io.ssouser.domain.user.UserCommand.DisableMfa;
import io.ssouser.domain.user.UserCommand.SignInWithPassword;
import io.ssouser.domain.user.UserEvent.DeviceTrusted;
import io.ssouser.domain.user.UserEvent.MfaDisabled;
import io.ssouser.domain.user.UserEvent.MfaSetupBegun;
import io.ssouser.domain.user.UserEvent.SignedIn;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DisableMfaTest extends UserSpecification {
    @Test
    void mfa_is_turned_off() {
        givenMfa(SIGNED_IN_WITH_CODE)
                .when(new DisableMfa(ANNA, SESSION))
                .expectSuccessfulHandlerExecution()
                .expectEvents(new MfaDisabled(ANNA));
    }

    @Test
    void turning_it_off_when_it_is_off_stores_nothing() {
        given(SIGNED_IN)
                .when(new DisableMfa(ANNA, SESSION))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        givenMfa(SIGNED_IN_WITH_CODE, new MfaDisabled(ANNA))
                .when(new DisableMfa(ANNA, SESSION))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        given(SIGNED_IN, new MfaSetupBegun(ANNA, SECRET, IN_90_DAYS))
                .when(new DisableMfa(ANNA, SESSION))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void the_password_alone_signs_in_from_then_on() {
        givenMfa(registered(LAPTOP), new MfaDisabled(ANNA))
                .when(new SignInWithPassword(ANNA, RIGHT, SESSION, ATTEMPT, LAPTOP, LAPTOP_NAME, false))
                .expectEvents(new SignedIn(ANNA, SESSION, LAPTOP, SignInMethod.PASSWORD, null));
    }

    @Test
    void the_trust_in_every_device_is_void_and_their_expiry_stays() {
        Instant expiry = Instant.parse("2026-04-01T00:00:00Z");
        Devices devices = new Devices();
        devices.on(registered(LAPTOP), NOON);
        devices.on(registered(PHONE), NOON);
        devices.on(new DeviceTrusted(ANNA, LAPTOP, expiry));
        devices.on(new DeviceTrusted(ANNA, PHONE, expiry));

        devices.on(new MfaDisabled(ANNA));

        assertThat(devices.find(LAPTOP))
                .isEqualTo(new Devices.KnownDevice(registered(LAPTOP).deviceName(), NOON, NOON, expiry, false));
        assertThat(devices.find(PHONE))
                .isEqualTo(new Devices.KnownDevice(registered(PHONE).deviceName(), NOON, NOON, expiry, false));
    }
}

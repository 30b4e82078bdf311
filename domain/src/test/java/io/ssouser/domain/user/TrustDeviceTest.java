package io.ssouser.domain.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.domain.user.UserCommand.RegisterDevice;
import io.ssouser.domain.user.UserCommand.TrustDevice;
import io.ssouser.domain.user.UserEvent.DeviceTrusted;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TrustDeviceTest extends UserSpecification {
    private static final TrustDevice TRUST = new TrustDevice(ANNA, LAPTOP);
    private static final Instant NEXT_DAY = Instant.parse("2026-03-02T12:00:00Z");
    private static final Instant IN_91_DAYS = Instant.parse("2026-05-31T12:00:00Z");

    @Test
    void a_device_is_trusted_and_lives_90_days_from_now() {
        given(registered(LAPTOP))
                .andGivenCurrentTime(NEXT_DAY)
                .when(TRUST)
                .expectEvents(new DeviceTrusted(ANNA, LAPTOP, IN_91_DAYS));
    }

    @Test
    void a_device_that_has_expired_is_known_again() {
        given(registered(LAPTOP))
                .andGivenCurrentTime(IN_90_DAYS)
                .andGiven(new DeviceTrusted(ANNA, LAPTOP, IN_90_DAYS.plus(Duration.ofDays(90))))
                .when(new RegisterDevice(ANNA, LAPTOP, LAPTOP_NAME))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void a_new_device_is_not_trusted_nor_is_one_that_is_registered_anew() {
        Devices devices = new Devices();
        devices.on(registered(LAPTOP), NOON);
        assertThat(devices.find(LAPTOP).trusted()).isFalse();

        devices.on(new DeviceTrusted(ANNA, LAPTOP, IN_90_DAYS));
        assertThat(devices.find(LAPTOP).trusted()).isTrue();

        devices.on(registered(LAPTOP), IN_90_DAYS);
        assertThat(devices.find(LAPTOP).trusted()).isFalse();
    }

    @Test
    void an_unknown_device_is_refused() {
        refusesUnknownDevice(TRUST);
    }
}

package io.ssouser.domain.user;

import io.ssouser.domain.device.DeviceId;
import io.ssouser.domain.device.DeviceName;
import io.ssouser.domain.device.RevocationReason;
import io.ssouser.domain.user.UserCommand.RegisterDevice;
import io.ssouser.domain.user.UserEvent.DeviceRegistered;
import io.ssouser.domain.user.UserEvent.DeviceRevoked;
import io.ssouser.domain.user.UserEvent.DeviceUsed;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RegisterDeviceTest extends UserSpecification {
    private static final RegisterDevice REGISTER = new RegisterDevice(ANNA, LAPTOP, LAPTOP_NAME);

    @Test
    void a_device_is_known_for_90_days() {
        given().when(REGISTER)
                .expectSuccessfulHandlerExecution()
                .expectEvents(new DeviceRegistered(ANNA, LAPTOP, LAPTOP_NAME, Instant.parse("2026-05-30T12:00:00Z")));
    }

    @Test
    void a_device_that_is_known_is_not_registered_again() {
        given(registered(LAPTOP))
                .andGivenCurrentTime(IN_90_DAYS.minusMillis(1))
                .when(REGISTER)
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void a_device_that_has_expired_is_registered_anew() {
        given(registered(LAPTOP))
                .andGivenCurrentTime(IN_90_DAYS)
                .when(REGISTER)
                .expectEvents(new DeviceRegistered(ANNA, LAPTOP, LAPTOP_NAME, Instant.parse("2026-08-28T12:00:00Z")));
    }

    @Test
    void the_101st_costs_the_one_unused_longest_not_the_one_registered_first() {
        given(devices())
                .andGivenCurrentTime(NOON.plus(Duration.ofHours(1)))
                .andGiven(new DeviceUsed(ANNA, new DeviceId("1")), signedIn(SESSION, new DeviceId("2")))
                .when(REGISTER)
                .expectEvents(
                        new DeviceRevoked(ANNA, new DeviceId("3"), RevocationReason.TOO_MANY_DEVICES),
                        new DeviceRegistered(ANNA, LAPTOP, LAPTOP_NAME, Instant.parse("2026-05-30T13:00:00Z")));
    }

    private static Object[] devices() {
        return IntStream.rangeClosed(1, 100)
                .mapToObj(number -> new DeviceRegistered(
                        ANNA, new DeviceId(String.valueOf(number)), new DeviceName("Device " + number), IN_90_DAYS))
                .toArray();
    }
}

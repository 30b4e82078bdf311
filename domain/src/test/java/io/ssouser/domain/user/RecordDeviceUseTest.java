package io.ssouser.domain.user;

import io.ssouser.domain.user.UserCommand.RecordDeviceUse;
import io.ssouser.domain.user.UserEvent.DeviceUsed;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RecordDeviceUseTest extends UserSpecification {
    private static final RecordDeviceUse NOTE = new RecordDeviceUse(ANNA, LAPTOP);

    @Test
    void a_use_is_noted_an_hour_after_the_last_one() {
        given(registered(LAPTOP))
                .andGivenCurrentTime(Instant.parse("2026-03-01T13:00:00Z"))
                .when(NOTE)
                .expectEvents(new DeviceUsed(ANNA, LAPTOP));
    }

    @Test
    void a_use_within_the_hour_is_not() {
        given(registered(LAPTOP))
                .andGivenCurrentTime(Instant.parse("2026-03-01T12:59:59.999Z"))
                .when(NOTE)
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void a_noted_use_and_a_sign_in_begin_the_hour_again() {
        Instant half = Instant.parse("2026-03-01T12:30:00Z");
        Instant one = Instant.parse("2026-03-01T13:00:00Z");

        given(registered(LAPTOP))
                .andGivenCurrentTime(half)
                .andGiven(new DeviceUsed(ANNA, LAPTOP))
                .andGivenCurrentTime(one)
                .when(NOTE)
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        given(registered(LAPTOP))
                .andGivenCurrentTime(half)
                .andGiven(signedIn(SESSION, LAPTOP))
                .andGivenCurrentTime(one)
                .when(NOTE)
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void an_unknown_device_is_refused() {
        refusesUnknownDevice(NOTE);
    }
}

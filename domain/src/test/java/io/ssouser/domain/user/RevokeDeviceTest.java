package io.ssouser.domain.user;

import io.ssouser.domain.device.RevocationReason;
import io.ssouser.domain.session.EndReason;
import io.ssouser.domain.session.SessionId;
import io.ssouser.domain.user.UserCommand.RevokeDevice;
import io.ssouser.domain.user.UserEvent.DeviceRevoked;
import io.ssouser.domain.user.UserEvent.SessionEnded;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RevokeDeviceTest extends UserSpecification {
    private static final RevokeDevice REVOKE = new RevokeDevice(ANNA, LAPTOP);
    private static final DeviceRevoked REVOKED = new DeviceRevoked(ANNA, LAPTOP, RevocationReason.BY_OWNER);

    @Test
    void a_device_is_revoked_and_its_sessions_end_with_it() {
        SessionId second = new SessionId("second");

        given(registered(LAPTOP), registered(PHONE), signedIn(SESSION, LAPTOP))
                .andGiven(signedIn(OTHER_SESSION, PHONE), signedIn(second, LAPTOP))
                .when(REVOKE)
                .expectSuccessfulHandlerExecution()
                .expectEvents(
                        REVOKED,
                        new SessionEnded(ANNA, SESSION, EndReason.DEVICE_REVOKED),
                        new SessionEnded(ANNA, second, EndReason.DEVICE_REVOKED));
    }

    @Test
    void a_device_that_has_expired_can_be_revoked() {
        given(registered(LAPTOP))
                .andGivenCurrentTime(IN_90_DAYS.plus(Duration.ofDays(1)))
                .when(REVOKE)
                .expectEvents(REVOKED);
    }

    @Test
    void a_session_that_has_ended_does_not_end_again() {
        given(registered(LAPTOP), signedIn(SESSION, LAPTOP))
                .andGiven(new SessionEnded(ANNA, SESSION, EndReason.SIGNED_OUT))
                .when(REVOKE)
                .expectEvents(REVOKED);
    }

    @Test
    void an_unknown_device_is_refused() {
        refusesUnknownDevice(REVOKE);
    }
}

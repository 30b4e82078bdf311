package io.ssouser.domain.user;

import io.ssouser.domain.device.DeviceId;
import io.ssouser.domain.device.RevocationReason;
import io.ssouser.domain.session.EndReason;
import io.ssouser.domain.session.SessionId;
import io.ssouser.domain.user.UserCommand.RevokeOtherDevices;
import io.ssouser.domain.user.UserEvent.DeviceRevoked;
import io.ssouser.domain.user.UserEvent.OtherDevicesRevoked;
import io.ssouser.domain.user.UserEvent.SessionEnded;
import org.junit.jupiter.api.Test;

class RevokeOtherDevicesTest extends UserSpecification {
    private static final RevokeOtherDevices REVOKE = new RevokeOtherDevices(ANNA, SESSION);
    private static final DeviceId TABLET = new DeviceId("tablet");

    @Test
    void all_devices_go_with_their_sessions_but_the_present_one_stays_with_the_present_session_alone() {
        given(registered(LAPTOP), registered(PHONE), registered(TABLET), signedIn(OTHER_SESSION, PHONE))
                .andGiven(signedIn(SESSION, LAPTOP), signedIn(new SessionId("second"), LAPTOP))
                .when(REVOKE)
                .expectResultMessagePayload(2)
                .expectEvents(
                        new OtherDevicesRevoked(ANNA),
                        new DeviceRevoked(ANNA, PHONE, RevocationReason.ALL_OTHERS),
                        new SessionEnded(ANNA, OTHER_SESSION, EndReason.DEVICE_REVOKED),
                        new DeviceRevoked(ANNA, TABLET, RevocationReason.ALL_OTHERS),
                        new SessionEnded(ANNA, new SessionId("second"), EndReason.DEVICE_REVOKED));
    }

    @Test
    void the_only_device_stays() {
        given(registered(LAPTOP), signedIn(SESSION, LAPTOP))
                .when(REVOKE)
                .expectResultMessagePayload(0)
                .expectEvents(new OtherDevicesRevoked(ANNA));
    }

    @Test
    void a_session_that_has_ended_keeps_no_device() {
        given(registered(LAPTOP), signedIn(SESSION, LAPTOP), new SessionEnded(ANNA, SESSION, EndReason.SIGNED_OUT))
                .when(REVOKE)
                .expectResultMessagePayload(1)
                .expectEvents(
                        new OtherDevicesRevoked(ANNA), new DeviceRevoked(ANNA, LAPTOP, RevocationReason.ALL_OTHERS));
    }
}

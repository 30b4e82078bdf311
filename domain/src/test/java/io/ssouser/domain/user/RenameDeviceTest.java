package io.ssouser.domain.user;

import io.ssouser.domain.device.DeviceName;
import io.ssouser.domain.user.UserCommand.RenameDevice;
import io.ssouser.domain.user.UserEvent.DeviceRenamed;
import org.junit.jupiter.api.Test;

class RenameDeviceTest extends UserSpecification {
    private static final RenameDevice RENAME = new RenameDevice(ANNA, LAPTOP, new DeviceName("Work"));
    private static final DeviceRenamed RENAMED = new DeviceRenamed(ANNA, LAPTOP, new DeviceName("Work"));

    @Test
    void a_device_gets_a_new_name() {
        given(registered(LAPTOP)).when(RENAME).expectEvents(RENAMED);
    }

    @Test
    void the_name_it_has_stores_nothing() {
        given(registered(LAPTOP), RENAMED)
                .when(RENAME)
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void two_devices_may_have_the_same_name() {
        given(registered(LAPTOP), registered(PHONE))
                .andGiven(new DeviceRenamed(ANNA, PHONE, new DeviceName("Work")))
                .when(RENAME)
                .expectEvents(RENAMED);
    }

    @Test
    void an_unknown_device_is_refused() {
        refusesUnknownDevice(RENAME);
    }
}

package io.ssouser.projections.devicelist;

import io.ssouser.domain.UserId;
import io.ssouser.domain.device.DeviceId;
import io.ssouser.projections.UserQuery;
import java.util.Optional;
import org.axonframework.messaging.responsetypes.ResponseType;
import org.axonframework.messaging.responsetypes.ResponseTypes;

/** Asks for one {@link Device} of a user; empty when the user has no such device, or it was revoked. */
public record FindDevice(UserId userId, DeviceId deviceId) implements UserQuery<Optional<Device>> {
    @Override
    public String readModel() {
        return DeviceList.NAME;
    }

    @Override
    public ResponseType<Optional<Device>> answer() {
        return ResponseTypes.optionalInstanceOf(Device.class);
    }
}

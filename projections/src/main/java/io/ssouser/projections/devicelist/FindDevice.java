package io.ssouser.projections.devicelist;

import io.ssouser.domain.UserId;
import io.ssouser.domain.device.DeviceId;
import io.ssouser.projections.AccountQuery;
import java.util.Optional;
import org.axonframework.messaging.responsetypes.ResponseType;
import org.axonframework.messaging.responsetypes.ResponseTypes;

/** Asks for one {@link Device} of an account; empty when the account has no such device, or had it revoked. */
public record FindDevice(UserId userId, DeviceId deviceId) implements AccountQuery<Optional<Device>> {
    @Override
    public String readModel() {
        return DeviceList.NAME;
    }

    @Override
    public ResponseType<Optional<Device>> answer() {
        return ResponseTypes.optionalInstanceOf(Device.class);
    }
}

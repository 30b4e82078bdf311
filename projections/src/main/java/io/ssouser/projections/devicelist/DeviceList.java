package io.ssouser.projections.devicelist;

import io.ssouser.domain.device.DeviceId;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The devices of a user.
 *
 * @param devices in the order of their registration; a device that was registered again stands last
 */
public record DeviceList(List<Device> devices) {
    /** The name of the read model. */
    public static final String NAME = "device-list";

    static final DeviceList EMPTY = new DeviceList(List.of());

    Optional<Device> find(DeviceId id) {
        return devices.stream().filter(device -> device.id().equals(id)).findFirst();
    }

    DeviceList with(Device device) {
        return new DeviceList(Stream.concat(without(device.id()).devices.stream(), Stream.of(device))
                .toList());
    }

    DeviceList without(DeviceId id) {
        return new DeviceList(
                devices.stream().filter(device -> !device.id().equals(id)).toList());
    }

    /** A device that is not there stays away: whoever revoked it did so for good. */
    DeviceList change(DeviceId id, UnaryOperator<Device> change) {
        return new DeviceList(devices.stream()
                .map(device -> device.id().equals(id) ? change.apply(device) : device)
                .toList());
    }

    DeviceList distrusted() {
        return new DeviceList(devices.stream().map(Device::distrusted).toList());
    }
}

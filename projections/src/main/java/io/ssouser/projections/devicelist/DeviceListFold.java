package io.ssouser.projections.devicelist;

import io.ssouser.domain.Provenance;
import io.ssouser.domain.user.UserEvent.DeviceRegistered;
import io.ssouser.domain.user.UserEvent.DeviceRenamed;
import io.ssouser.domain.user.UserEvent.DeviceRevoked;
import io.ssouser.domain.user.UserEvent.DeviceTrusted;
import io.ssouser.domain.user.UserEvent.DeviceUsed;
import io.ssouser.domain.user.UserEvent.MfaDisabled;
import io.ssouser.domain.user.UserEvent.SignedIn;
import io.ssouser.domain.user.UserEvent.UserErased;
import io.ssouser.projections.fold.Fold;
import io.ssouser.projections.fold.RecordedEvent;
import org.jspecify.annotations.Nullable;

/** One {@link DeviceList} a user: the devices that the user has and has not revoked. */
public final class DeviceListFold extends Fold<DeviceList> {
    public DeviceListFold() {
        super(DeviceList.NAME, 2, DeviceList.class);
        on(DeviceRegistered.class, (list, event, at) -> known(list).with(registered(event, at)));
        on(
                SignedIn.class,
                (list, event, at) -> known(list)
                        .change(event.deviceId(), device -> device.usedAt(at.time(), at.text(Provenance.IP))));
        on(
                DeviceUsed.class,
                (list, event, at) -> known(list)
                        .change(event.deviceId(), device -> device.usedAt(at.time(), at.text(Provenance.IP))));
        on(
                DeviceRenamed.class,
                (list, event, at) ->
                        known(list).change(event.deviceId(), device -> device.renamed(event.deviceName())));
        on(
                DeviceTrusted.class,
                (list, event, at) ->
                        known(list).change(event.deviceId(), device -> device.trustedUntil(event.expiresAt())));
        on(DeviceRevoked.class, (list, event, at) -> known(list).without(event.deviceId()));
        // Trust stood on the second factor, so it goes with it.
        on(MfaDisabled.class, (list, event, at) -> known(list).distrusted());
        end(UserErased.class);
    }

    /** Not trusted until the person says so. A known id is a device that had expired: it begins anew. */
    private static Device registered(DeviceRegistered event, RecordedEvent at) {
        return new Device(
                event.deviceId(),
                event.userId(),
                event.deviceName(),
                at.time(),
                at.time(),
                event.expiresAt(),
                false,
                at.text(Provenance.IP));
    }

    private static DeviceList known(@Nullable DeviceList list) {
        return list == null ? DeviceList.EMPTY : list;
    }
}

package io.ssouser.projections.devicelist;

import io.ssouser.domain.Provenance;
import io.ssouser.domain.device.DeviceId;
import io.ssouser.domain.user.UserEvent.DeviceRegistered;
import io.ssouser.domain.user.UserEvent.DeviceRenamed;
import io.ssouser.domain.user.UserEvent.DeviceRevoked;
import io.ssouser.domain.user.UserEvent.DeviceTrusted;
import io.ssouser.domain.user.UserEvent.DeviceUsed;
import io.ssouser.domain.user.UserEvent.MfaDisabled;
import io.ssouser.domain.user.UserEvent.SignedIn;
import io.ssouser.domain.user.UserEvent.UserErased;
import io.ssouser.domain.user.UserId;
import io.ssouser.projections.Projection;
import io.ssouser.projections.store.DocumentStore;
import io.ssouser.projections.store.Documents;
import io.ssouser.projections.store.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;

/** Keeps one {@link Device} for each that an account has and has not revoked. */
public final class DeviceListProjection extends Projection {
    private static final int AT_ONCE = 1_000;

    private final Documents<Device> devices;

    public DeviceListProjection(DocumentStore store) {
        this(DeviceDocuments.in(store));
    }

    private DeviceListProjection(Documents<Device> devices) {
        super(Device.NAME, devices);
        this.devices = devices;
    }

    /** Not trusted until its owner says so. A known id is a device that had expired: it begins anew. */
    @EventHandler
    void on(DeviceRegistered event, TrackedEventMessage<?> message) {
        save(
                message,
                new Device(
                        event.deviceId(),
                        event.userId(),
                        event.deviceName(),
                        message.getTimestamp(),
                        message.getTimestamp(),
                        event.expiresAt(),
                        false,
                        ip(message)));
    }

    @EventHandler
    void on(SignedIn event, TrackedEventMessage<?> message) {
        change(event.userId(), event.deviceId(), message, device -> device.usedAt(message.getTimestamp(), ip(message)));
    }

    @EventHandler
    void on(DeviceUsed event, TrackedEventMessage<?> message) {
        change(event.userId(), event.deviceId(), message, device -> device.usedAt(message.getTimestamp(), ip(message)));
    }

    @EventHandler
    void on(DeviceRenamed event, TrackedEventMessage<?> message) {
        change(event.userId(), event.deviceId(), message, device -> device.renamed(event.deviceName()));
    }

    @EventHandler
    void on(DeviceTrusted event, TrackedEventMessage<?> message) {
        change(event.userId(), event.deviceId(), message, device -> device.trustedUntil(event.expiresAt()));
    }

    @EventHandler
    void on(DeviceRevoked event, TrackedEventMessage<?> message) {
        devices.delete(DeviceDocuments.id(event.userId(), event.deviceId()), positionOf(message));
    }

    /** Trust stood on the second factor, so it goes with it. */
    @EventHandler
    void on(MfaDisabled event, TrackedEventMessage<?> message) {
        allOf(event.userId()).forEach(device -> save(message, device.distrusted()));
    }

    @Override
    protected void erase(UserErased event, TrackedEventMessage<?> message) {
        allOf(event.userId())
                .forEach(device ->
                        devices.delete(DeviceDocuments.id(device.userId(), device.id()), positionOf(message)));
    }

    private List<Device> allOf(UserId user) {
        List<Device> all = new ArrayList<>();
        List<Device> some;
        do {
            some = devices.find(new Query(
                    List.of(DeviceDocuments.of(user)), DeviceDocuments.FIRST_SEEN, false, null, all.size(), AT_ONCE));
            all.addAll(some);
        } while (some.size() == AT_ONCE);
        return all;
    }

    /** A device that is not there was revoked by an event further on, and this one is told again; or it is told of next. */
    private void change(UserId user, DeviceId device, TrackedEventMessage<?> message, UnaryOperator<Device> change) {
        devices.find(DeviceDocuments.id(user, device)).ifPresent(kept -> save(message, change.apply(kept)));
    }

    private void save(TrackedEventMessage<?> message, Device device) {
        devices.save(DeviceDocuments.id(device.userId(), device.id()), positionOf(message), device);
    }

    private static @Nullable String ip(TrackedEventMessage<?> message) {
        return (String) message.getMetaData().get(Provenance.IP);
    }
}

package io.ssouser.domain.user;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.device.DeviceId;
import io.ssouser.domain.device.DeviceName;
import io.ssouser.domain.device.DevicePolicy;
import io.ssouser.domain.user.UserCommand.RecordDeviceUse;
import io.ssouser.domain.user.UserCommand.RenameDevice;
import io.ssouser.domain.user.UserCommand.TrustDevice;
import io.ssouser.domain.user.UserEvent.DeviceRecognised;
import io.ssouser.domain.user.UserEvent.DeviceRegistered;
import io.ssouser.domain.user.UserEvent.DeviceRenamed;
import io.ssouser.domain.user.UserEvent.DeviceRevoked;
import io.ssouser.domain.user.UserEvent.DeviceTrusted;
import io.ssouser.domain.user.UserEvent.DeviceUsed;
import io.ssouser.domain.user.UserEvent.MfaDisabled;
import io.ssouser.domain.user.UserEvent.SignedIn;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.jspecify.annotations.Nullable;

/** The devices of a user that are not revoked, expired ones among them. */
final class Devices {
    private Map<DeviceId, KnownDevice> byId = new LinkedHashMap<>();

    /** Those that no browser has proved to be, and that are not trusted, by the name of the client that came first. */
    private Map<DeviceId, DeviceName> unproven = new LinkedHashMap<>();

    /** The device of a sign-in under way that proves none. */
    private @Nullable DeviceId admitted;

    @CommandHandler
    void handle(RecordDeviceUse command, Clock clock) {
        if (DevicePolicy.isWorthNoting(find(command.deviceId()).lastUsed(), clock.instant())) {
            apply(new DeviceUsed(command.userId(), command.deviceId()));
        }
    }

    @CommandHandler
    void handle(RenameDevice command) {
        KnownDevice device = find(command.deviceId());
        if (!Objects.equals(device.name(), command.deviceName())) {
            apply(new DeviceRenamed(command.userId(), command.deviceId(), command.deviceName()));
        }
    }

    @CommandHandler
    void handle(TrustDevice command, Clock clock) {
        find(command.deviceId());
        apply(new DeviceTrusted(command.userId(), command.deviceId(), DevicePolicy.expiresAfter(clock.instant())));
    }

    /** @throws Refused {@link Refusal#DEVICE_NOT_FOUND} */
    KnownDevice find(DeviceId id) {
        KnownDevice device = byId.get(id);
        if (device == null) {
            throw new Refused(Refusal.DEVICE_NOT_FOUND);
        }
        return device;
    }

    /** Whether the device is one of the user's and has not expired. */
    boolean know(DeviceId id, Instant now) {
        KnownDevice device = byId.get(id);
        return device != null && now.isBefore(device.expiresAt());
    }

    /** A device whose client has that name and that no browser has proved to be: the one that was registered first. */
    Optional<DeviceId> unprovenOf(DeviceName client, Instant now) {
        return unproven.entrySet().stream()
                .filter(device -> device.getValue().equals(client) && know(device.getKey(), now))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Whether this device, not among them yet, would be one too many. */
    boolean haveNoRoomFor(DeviceId id) {
        return !byId.containsKey(id) && byId.size() >= DevicePolicy.MOST_DEVICES;
    }

    /** @param lastSeen the latest use of its sessions, of which the user itself notes one an hour at most */
    DeviceId longestUnused(Function<DeviceId, Instant> lastSeen) {
        return byId.keySet().stream()
                .min(Comparator.comparing(id -> latest(byId.get(id).lastUsed(), lastSeen.apply(id))))
                .orElseThrow();
    }

    private static Instant latest(Instant noted, Instant seen) {
        return noted.isBefore(seen) ? seen : noted;
    }

    List<DeviceName> trusted() {
        return byId.values().stream()
                .filter(KnownDevice::trusted)
                .map(KnownDevice::name)
                .toList();
    }

    /** Those that were registered at that moment or later. */
    List<DeviceId> since(Instant moment) {
        return byId.entrySet().stream()
                .filter(device -> !device.getValue().registeredAt().isBefore(moment))
                .map(Map.Entry::getKey)
                .toList();
    }

    List<DeviceId> allBut(@Nullable DeviceId kept) {
        return byId.keySet().stream().filter(id -> !id.equals(kept)).toList();
    }

    @EventSourcingHandler
    void on(DeviceRegistered event, @Timestamp Instant at) {
        byId.put(event.deviceId(), new KnownDevice(event.deviceName(), at, at, event.expiresAt(), false));
        unproven.put(event.deviceId(), event.deviceName());
        admitted = event.deviceId();
    }

    @EventSourcingHandler
    void on(DeviceRecognised event) {
        admitted = event.deviceId();
    }

    @EventSourcingHandler
    void on(SignedIn event, @Timestamp Instant at) {
        if (!event.deviceId().equals(admitted)) {
            unproven.remove(event.deviceId());
        }
        admitted = null;
        byId.computeIfPresent(event.deviceId(), (id, device) -> device.used(at));
    }

    @EventSourcingHandler
    void on(DeviceUsed event, @Timestamp Instant at) {
        byId.computeIfPresent(event.deviceId(), (id, device) -> device.used(at));
    }

    @EventSourcingHandler
    void on(DeviceRenamed event) {
        byId.computeIfPresent(event.deviceId(), (id, device) -> device.renamed(event.deviceName()));
    }

    @EventSourcingHandler
    void on(DeviceTrusted event) {
        unproven.remove(event.deviceId());
        byId.computeIfPresent(event.deviceId(), (id, device) -> device.trustedUntil(event.expiresAt()));
    }

    @EventSourcingHandler
    void on(MfaDisabled event) {
        byId.replaceAll((id, device) -> device.untrusted());
    }

    @EventSourcingHandler
    void on(DeviceRevoked event) {
        byId.remove(event.deviceId());
        unproven.remove(event.deviceId());
    }

    /** What a user knows of one of its devices. */
    record KnownDevice(DeviceName name, Instant registeredAt, Instant lastUsed, Instant expiresAt, boolean trusted) {

        KnownDevice used(Instant at) {
            return new KnownDevice(name, registeredAt, at, expiresAt, trusted);
        }

        KnownDevice renamed(DeviceName newName) {
            return new KnownDevice(newName, registeredAt, lastUsed, expiresAt, trusted);
        }

        KnownDevice trustedUntil(Instant expiry) {
            return new KnownDevice(name, registeredAt, lastUsed, expiry, true);
        }

        KnownDevice untrusted() {
            return new KnownDevice(name, registeredAt, lastUsed, expiresAt, false);
        }
    }
}

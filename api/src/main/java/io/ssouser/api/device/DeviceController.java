package io.ssouser.api.device;

import io.ssouser.api.conventions.ConsistentQueries;
import io.ssouser.api.conventions.Ids;
import io.ssouser.api.conventions.MinPosition;
import io.ssouser.api.error.MissingMember;
import io.ssouser.application.command.Commands;
import io.ssouser.application.session.token.AuthenticatedSession;
import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.device.DeviceId;
import io.ssouser.domain.device.DeviceName;
import io.ssouser.domain.user.UserCommand.RenameDevice;
import io.ssouser.domain.user.UserCommand.RevokeDevice;
import io.ssouser.domain.user.UserCommand.RevokeOtherDevices;
import io.ssouser.domain.user.UserCommand.TrustDevice;
import io.ssouser.projections.devicelist.Device;
import io.ssouser.projections.devicelist.DevicePage;
import io.ssouser.projections.devicelist.FindDevice;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The bearer's devices (wire contract, section 10). Another user's device does not exist here. */
@RestController
@RequestMapping("/api/user/devices")
public final class DeviceController {
    private final Commands commands;
    private final ConsistentQueries reads;
    private final Clock clock;

    public DeviceController(Commands commands, ConsistentQueries reads, Clock clock) {
        this.commands = commands;
        this.reads = reads;
        this.clock = clock;
    }

    record Listed(List<DeviceAnswer> devices, long total, int page, int limit) {}

    @GetMapping
    Listed list(
            AuthenticatedSession access,
            MinPosition seen,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "20") int limit,
            @RequestParam(name = "sort_by", defaultValue = "") String sortBy,
            @RequestParam(name = "sort_order", defaultValue = "") String sortOrder) {
        DeviceListing asked = DeviceListing.of(page, limit, sortBy, sortOrder);
        DevicePage found = reads.ask(asked.about(access.userId()), seen);
        Instant now = clock.instant();
        List<DeviceAnswer> devices = found.devices().stream()
                .map(device -> DeviceAnswer.of(device, access.deviceId(), now))
                .toList();
        return new Listed(devices, found.total(), asked.page(), asked.limit());
    }

    @GetMapping("/{id}")
    DeviceAnswer get(@PathVariable String id, AuthenticatedSession access, MinPosition seen) {
        return read(device(id), access, seen);
    }

    /** @param reason taken for the client's sake; the log says why: the person revoked it */
    record Revocation(@Nullable String reason) {}

    record Revoked(String message, boolean success) {}

    @PostMapping("/{id}/revoke")
    Revoked revoke(
            @PathVariable String id,
            @RequestBody(required = false) @Nullable Revocation body,
            AuthenticatedSession access) {
        commands.send(new RevokeDevice(access.userId(), device(id)));
        return new Revoked("Device has been revoked", true);
    }

    @PostMapping("/revoke-all")
    Revoked revokeOthers(AuthenticatedSession access) {
        int revoked = commands.send(new RevokeOtherDevices(access.userId(), access.sessionId()));
        return new Revoked(revoked + " devices have been revoked", true);
    }

    record Renaming(String deviceName) {
        Renaming {
            MissingMember.unless(deviceName, "device_name");
        }

        @Override
        public String toString() {
            return "Renaming[hidden]";
        }
    }

    @PatchMapping("/{id}")
    DeviceAnswer rename(
            @PathVariable String id, @RequestBody Renaming body, AuthenticatedSession access, MinPosition seen) {
        DeviceName name = DeviceName.parse(body.deviceName());
        // Read first: what the user did before has mostly been applied by now, what the user does here has not.
        Device device = find(device(id), access, seen);
        commands.send(new RenameDevice(access.userId(), device.id(), name));
        return DeviceAnswer.of(device.renamed(name), access.deviceId(), clock.instant());
    }

    @PostMapping("/{id}/trust")
    DeviceAnswer trust(@PathVariable String id, AuthenticatedSession access, MinPosition seen) {
        DeviceId device = device(id);
        commands.send(new TrustDevice(access.userId(), device));
        return read(device, access, seen);
    }

    private DeviceAnswer read(DeviceId device, AuthenticatedSession access, MinPosition seen) {
        return DeviceAnswer.of(find(device, access, seen), access.deviceId(), clock.instant());
    }

    private Device find(DeviceId device, AuthenticatedSession access, MinPosition seen) {
        return reads.ask(new FindDevice(access.userId(), device), seen)
                .orElseThrow(() -> new Refused(Refusal.DEVICE_NOT_FOUND));
    }

    private static DeviceId device(String id) {
        return Ids.uuid(id).map(DeviceId::new).orElseThrow(() -> new Refused(Refusal.DEVICE_NOT_FOUND));
    }
}

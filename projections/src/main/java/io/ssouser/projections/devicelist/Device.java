package io.ssouser.projections.devicelist;

import io.ssouser.domain.UserId;
import io.ssouser.domain.device.DeviceId;
import io.ssouser.domain.device.DeviceName;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A device from which the person uses the service.
 *
 * @param name null once the user is erased
 * @param trusted the bare flag: whether trust has run out is for whoever knows the time
 * @param lastIp address of the peer at the last use; null when unknown, or once the user is erased
 */
public record Device(
        DeviceId id,
        UserId userId,
        @Nullable DeviceName name,
        Instant firstSeenAt,
        Instant lastUsedAt,
        Instant expiresAt,
        boolean trusted,
        @Nullable String lastIp) {
    /** What a list is sorted by, as people sort: whatever the case. */
    String sortName() {
        return name == null ? "" : name.value().toLowerCase(Locale.ROOT);
    }

    Device usedAt(Instant moment, @Nullable String ip) {
        return new Device(id, userId, name, firstSeenAt, moment, expiresAt, trusted, ip);
    }

    /** The same device under another name. */
    public Device renamed(@Nullable DeviceName newName) {
        return new Device(id, userId, newName, firstSeenAt, lastUsedAt, expiresAt, trusted, lastIp);
    }

    Device trustedUntil(Instant end) {
        return new Device(id, userId, name, firstSeenAt, lastUsedAt, end, true, lastIp);
    }

    Device distrusted() {
        return new Device(id, userId, name, firstSeenAt, lastUsedAt, expiresAt, false, lastIp);
    }

    @Override
    public String toString() {
        return "Device[hidden]";
    }
}

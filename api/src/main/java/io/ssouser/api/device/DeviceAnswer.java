package io.ssouser.api.device;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.ssouser.domain.device.DeviceId;
import io.ssouser.domain.device.DeviceName;
import io.ssouser.domain.device.DeviceRiskPolicy;
import io.ssouser.projections.devicelist.Device;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A device as the person reads it.
 *
 * @param registrationIp the latest address that it was used from, whatever the name says: that is what clients show
 * @param riskScore 0 to 100, as of this moment
 * @param isTrusted whether the person trusts it and the trust has not expired
 * @param isCurrent whether the session that reads is on it
 */
public record DeviceAnswer(
        DeviceId id,
        @Nullable DeviceName deviceName,
        Instant firstSeenAt,
        Instant lastUsedAt,
        Instant expiresAt,
        @Nullable String registrationIp,
        int riskScore,
        @JsonProperty("is_trusted") boolean isTrusted,
        @JsonProperty("is_current") boolean isCurrent) {

    /** @param current the device of the session that reads */
    public static DeviceAnswer of(Device device, DeviceId current, Instant now) {
        return new DeviceAnswer(
                device.id(),
                device.name(),
                device.firstSeenAt(),
                device.lastUsedAt(),
                device.expiresAt(),
                device.lastIp(),
                DeviceRiskPolicy.score(
                        device.firstSeenAt(), device.lastUsedAt(), device.trusted(), device.expiresAt(), now),
                device.trusted() && now.isBefore(device.expiresAt()),
                device.id().equals(current));
    }

    @Override
    public String toString() {
        return "DeviceAnswer[hidden]";
    }
}

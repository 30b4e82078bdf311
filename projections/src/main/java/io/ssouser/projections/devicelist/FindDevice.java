package io.ssouser.projections.devicelist;

import io.ssouser.domain.device.DeviceId;
import io.ssouser.domain.user.UserId;

/** Asks for one {@link Device} of an account; empty when the account has no such device, or had it revoked. */
public record FindDevice(UserId userId, DeviceId deviceId) {}

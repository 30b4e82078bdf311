package io.ssouser.domain.user;

import io.ssouser.domain.device.DeviceId;
import io.ssouser.domain.device.DeviceName;
import io.ssouser.domain.session.AttemptId;
import java.time.Instant;

/** A sign-in whose password was right and whose second factor is awaited. */
record PendingSignIn(AttemptId attemptId, DeviceId deviceId, DeviceName deviceName, Instant until) {}

package io.ssouser.domain.user;

import io.ssouser.domain.device.DeviceId;
import io.ssouser.domain.session.SessionId;

/** A session that has not ended, and the device it is tied to. */
record Session(SessionId sessionId, DeviceId deviceId) {}

package io.ssouser.domain.user;

import io.ssouser.domain.device.DeviceId;
import io.ssouser.domain.session.SessionId;
import java.time.Instant;

/** A session that has not ended, the device it is tied to, and when it last proved who uses it. */
record Session(SessionId sessionId, DeviceId deviceId, Instant provenAt) {
    Session proven(Instant at) {
        return new Session(sessionId, deviceId, at);
    }
}

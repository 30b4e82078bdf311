package io.ssouser.domain.user;

import io.ssouser.domain.device.DeviceId;
import io.ssouser.domain.session.SessionId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A session that has not ended, and the device it is tied to.
 *
 * @param provenAt when it last proved who uses it, by whatever
 * @param secondFactorAt when it last did so by the second factor that the user has now; null if never
 */
record OpenSession(
        SessionId sessionId,
        DeviceId deviceId,
        Instant provenAt,
        @Nullable Instant secondFactorAt) {
    OpenSession proven(Instant at, boolean secondFactor) {
        return new OpenSession(sessionId, deviceId, at, secondFactor ? at : secondFactorAt);
    }

    OpenSession withoutSecondFactor() {
        return new OpenSession(sessionId, deviceId, provenAt, null);
    }
}

package io.ssouser.domain.session;

import io.ssouser.domain.device.DeviceId;
import java.time.Instant;

/** Where a right first factor leads. */
public sealed interface SignInStep {

    /**
     * The session may be opened.
     *
     * @param recognised whether the device was only recognised by its client's name: the browser must not get proof of being it
     */
    record SessionGranted(SessionId sessionId, DeviceId deviceId, boolean recognised) implements SignInStep {
        /** On a device that the browser proved, or that is new. */
        public SessionGranted(SessionId sessionId, DeviceId deviceId) {
            this(sessionId, deviceId, false);
        }
    }

    /** A second factor is asked for, until the given moment. */
    record SecondFactorAwaited(AttemptId attemptId, Instant until) implements SignInStep {}
}

package io.ssouser.domain.session;

import io.ssouser.domain.device.DeviceId;
import java.time.Instant;

/** Where a right first factor leads. */
public sealed interface SignInStep {

    /** The session may be opened. */
    record SessionGranted(SessionId sessionId, DeviceId deviceId) implements SignInStep {}

    /** A second factor is asked for, until the given moment. */
    record SecondFactorAwaited(AttemptId attemptId, Instant until) implements SignInStep {}
}

package io.ssouser.domain.user;

import io.ssouser.domain.UserId;
import io.ssouser.domain.device.DeviceId;
import io.ssouser.domain.device.DeviceName;
import io.ssouser.domain.session.AttemptId;
import io.ssouser.domain.session.SessionId;

/** What every sign-in asks for, whatever its first factor. */
interface AnySignIn {
    UserId userId();

    SessionId sessionId();

    AttemptId attemptId();

    DeviceId deviceId();

    DeviceName deviceName();

    /** Whether the browser proves no device, so that the session may go to one whose client has the same name. */
    boolean recogniseByName();
}

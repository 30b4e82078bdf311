package io.ssouser.application.session;

import io.ssouser.application.session.token.TokenPair;
import io.ssouser.domain.UserId;
import io.ssouser.domain.device.DeviceId;

/** Where a sign-in has led. */
public sealed interface SignInAnswer {

    /** To a session. The device is the one that the browser may prove to be from now on. */
    record Granted(UserId userId, DeviceId deviceId, TokenPair tokens) implements SignInAnswer {}

    /**
     * To the question for a second factor. Not printable.
     *
     * @param preauthToken JWT to send back with the code
     * @param expiresIn its life in seconds
     */
    record Awaiting(String preauthToken, long expiresIn) implements SignInAnswer {
        @Override
        public String toString() {
            return "Awaiting[hidden]";
        }
    }
}

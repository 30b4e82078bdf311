package io.ssouser.application.session;

import io.ssouser.domain.UserId;
import io.ssouser.domain.device.DeviceId;
import io.ssouser.domain.device.DeviceName;
import java.util.Optional;

/** The browser that signs in: which device of a user it proves to be, and what it says it is. */
@FunctionalInterface
public interface SigningBrowser {
    /** Empty when it proves none. */
    Optional<DeviceId> deviceOf(UserId user);

    /** What it calls itself, such as {@code Firefox on Linux}, which anybody can; empty when that is nothing known. */
    default Optional<DeviceName> client() {
        return Optional.empty();
    }
}

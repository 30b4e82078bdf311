package io.ssouser.domain.user;

import io.ssouser.domain.device.DeviceName;
import java.time.Instant;

/** What an account knows of one of its devices. */
record Device(DeviceName name, Instant registeredAt, Instant lastUsed, Instant expiresAt, boolean trusted) {

    Device used(Instant at) {
        return new Device(name, registeredAt, at, expiresAt, trusted);
    }

    Device renamed(DeviceName newName) {
        return new Device(newName, registeredAt, lastUsed, expiresAt, trusted);
    }

    Device trustedUntil(Instant expiry) {
        return new Device(name, registeredAt, lastUsed, expiry, true);
    }

    Device untrusted() {
        return new Device(name, registeredAt, lastUsed, expiresAt, false);
    }
}

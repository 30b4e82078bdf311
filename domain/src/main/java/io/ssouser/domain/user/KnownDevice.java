package io.ssouser.domain.user;

import io.ssouser.domain.device.DeviceName;
import java.time.Instant;

/** What a user knows of one of its devices. */
record KnownDevice(DeviceName name, Instant registeredAt, Instant lastUsed, Instant expiresAt, boolean trusted) {

    KnownDevice used(Instant at) {
        return new KnownDevice(name, registeredAt, at, expiresAt, trusted);
    }

    KnownDevice renamed(DeviceName newName) {
        return new KnownDevice(newName, registeredAt, lastUsed, expiresAt, trusted);
    }

    KnownDevice trustedUntil(Instant expiry) {
        return new KnownDevice(name, registeredAt, lastUsed, expiry, true);
    }

    KnownDevice untrusted() {
        return new KnownDevice(name, registeredAt, lastUsed, expiresAt, false);
    }
}

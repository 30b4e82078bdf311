package io.ssouser.domain.device;

import io.ssouser.domain.TextValue;

/** A device's id, a UUID made by whoever signs in from it. */
public record DeviceId(String value) implements TextValue {
    @Override
    public String toString() {
        return value;
    }
}

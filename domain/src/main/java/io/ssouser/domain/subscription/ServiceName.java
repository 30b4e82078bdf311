package io.ssouser.domain.subscription;

import io.ssouser.domain.TextValue;

/** The slug of a service, one in the whole platform: 1 to 63 small letters, digits and dashes. */
public record ServiceName(String value) implements TextValue {
    @Override
    public String toString() {
        return value;
    }
}

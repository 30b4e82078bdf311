package io.ssouser.domain.user;

import io.ssouser.domain.TextValue;

/** An account's id, a UUID made by whoever registers it. */
public record UserId(String value) implements TextValue {
    @Override
    public String toString() {
        return value;
    }
}

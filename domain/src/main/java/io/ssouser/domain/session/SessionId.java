package io.ssouser.domain.session;

import io.ssouser.domain.TextValue;

/** A session's id, a UUID made by whoever signs in. */
public record SessionId(String value) implements TextValue {
    @Override
    public String toString() {
        return value;
    }
}

package io.ssouser.domain.session;

import io.ssouser.domain.TextValue;

/** The id of an attempt to sign in, from its first factor to its second, a UUID made by whoever signs in. */
public record AttemptId(String value) implements TextValue {
    @Override
    public String toString() {
        return value;
    }
}

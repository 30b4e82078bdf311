package io.ssouser.domain.session;

import io.ssouser.domain.TextValue;

/** The id of a sign-in that still lacks its second factor, a UUID made by whoever signs in. */
public record AttemptId(String value) implements TextValue {
    @Override
    public String toString() {
        return value;
    }
}

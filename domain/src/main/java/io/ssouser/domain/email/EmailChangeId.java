package io.ssouser.domain.email;

import io.ssouser.domain.TextValue;

/** The id of one change of address, a UUID made by whoever asks for it. */
public record EmailChangeId(String value) implements TextValue {
    @Override
    public String toString() {
        return value;
    }
}

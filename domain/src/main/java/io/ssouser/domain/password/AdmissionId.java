package io.ssouser.domain.password;

import io.ssouser.domain.TextValue;

/** One offer to admit a browser. */
public record AdmissionId(String value) implements TextValue {
    @Override
    public String toString() {
        return value;
    }
}

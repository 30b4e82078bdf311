package io.ssouser.domain.password;

import io.ssouser.domain.Secret;
import io.ssouser.domain.TextValue;

/** What is kept of a password: a PHC string with its algorithm, parameters, salt and hash. Not printable. */
@Secret
public record PasswordHash(String value) implements TextValue {
    @Override
    public String toString() {
        return "PasswordHash[hidden]";
    }
}

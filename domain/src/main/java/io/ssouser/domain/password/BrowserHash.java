package io.ssouser.domain.password;

import io.ssouser.domain.Secret;
import io.ssouser.domain.TextValue;

/** SHA-256, as hex digits, of the secret that a browser got when somebody registered in it, and that shows later that it is that browser. */
@Secret
public record BrowserHash(String value) implements TextValue {
    @Override
    public String toString() {
        return "BrowserHash[hidden]";
    }
}

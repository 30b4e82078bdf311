package io.ssouser.domain.mfa;

import io.ssouser.domain.Secret;
import io.ssouser.domain.TextValue;

/** The shared secret of a TOTP generator: 20 random bytes in base32 without padding, 32 characters. Not printable. */
@Secret
public record TotpSecret(String value) implements TextValue {
    @Override
    public String toString() {
        return "TotpSecret[hidden]";
    }
}

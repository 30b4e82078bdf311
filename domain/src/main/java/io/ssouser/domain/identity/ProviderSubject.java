package io.ssouser.domain.identity;

import io.ssouser.domain.TextValue;

/** Who somebody is to a provider: its own id of the account, which it never gives to anybody else. */
public record ProviderSubject(String value) implements TextValue {
    @Override
    public String toString() {
        return "ProviderSubject[hidden]";
    }
}

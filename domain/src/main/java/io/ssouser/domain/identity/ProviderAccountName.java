package io.ssouser.domain.identity;

import io.ssouser.domain.TextValue;

/** What an account is called at its provider, for people alone: it may change, and nothing is decided by it. */
public record ProviderAccountName(String value) implements TextValue {
    @Override
    public String toString() {
        return "ProviderAccountName[hidden]";
    }
}

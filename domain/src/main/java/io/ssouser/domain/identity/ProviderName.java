package io.ssouser.domain.identity;

import io.ssouser.domain.TextValue;

/** What an identity provider is called here: lower case, such as {@code github}. */
public record ProviderName(String value) implements TextValue {
    /** Under this name an account's own password is listed beside its identities; no provider is called so. */
    public static final ProviderName PASSWORD = new ProviderName("password");

    @Override
    public String toString() {
        return value;
    }
}

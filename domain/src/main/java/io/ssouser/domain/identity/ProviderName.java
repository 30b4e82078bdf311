package io.ssouser.domain.identity;

import io.ssouser.domain.TextValue;

/** What an identity provider is called here: lower case, such as {@code github}. */
public record ProviderName(String value) implements TextValue {
    /** The name under which a user's password is listed beside the identities. No provider has it. */
    public static final ProviderName PASSWORD = new ProviderName("password");

    @Override
    public String toString() {
        return value;
    }
}

package io.ssouser.domain.identity;

import io.ssouser.domain.TextValue;

/** The id of an identity's claim: a keyed hash of issuer and subject, so that it tells nothing of them. */
public record IdentityClaimId(String value) implements TextValue {
    @Override
    public String toString() {
        return value;
    }
}

package io.ssouser.domain.email;

import io.ssouser.domain.TextValue;

/** The id of an address's claim: a keyed hash of the normalised address, so that it tells nothing of it. */
public record EmailClaimId(String value) implements TextValue {
    @Override
    public String toString() {
        return value;
    }
}

package io.ssouser.api.security;

import com.fasterxml.jackson.annotation.JsonValue;

/** What somebody may do beyond their own data. Owners of the platform may do all of it, with a token of the platform. */
public enum Permission {
    /** Read what happened to any user. */
    AUDIT_READ("audit:read"),
    /** Arrange anybody's subscription. */
    SUBSCRIPTION_WRITE("subscription:write");

    private final String wire;

    Permission(String wire) {
        this.wire = wire;
    }

    /** As clients know it. */
    @JsonValue
    public String wire() {
        return wire;
    }
}

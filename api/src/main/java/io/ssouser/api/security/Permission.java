package io.ssouser.api.security;

import com.fasterxml.jackson.annotation.JsonValue;
import io.ssouser.api.error.Problem;
import io.ssouser.api.error.RequestRefused;
import io.ssouser.application.session.Access;
import io.ssouser.application.session.Audience;
import java.util.List;

/** What somebody may do beyond their own account. Owners of the platform may do all of it, with a token of the platform. */
public enum Permission {
    /** Read what happened to any account. */
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

    /** Those of the bearer: none with a token made for a service, which it could use in its own interest. */
    public static List<Permission> of(Access access) {
        return access.platformOwner() && access.audience().equals(Audience.PLATFORM) ? List.of(values()) : List.of();
    }

    /** @throws RequestRefused 403 when the bearer does not have it */
    public void requireOf(Access access) {
        Grounds.of(this);
        if (!of(access).contains(this)) {
            throw new RequestRefused(Problem.forbidden("Permission " + wire + " is required"));
        }
    }
}

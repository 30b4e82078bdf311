package io.ssouser.api.security;

import io.ssouser.api.error.Problem;
import io.ssouser.api.error.RequestRefused;
import io.ssouser.application.registration.PlatformOwners;
import io.ssouser.application.session.token.Audience;
import io.ssouser.application.session.token.AuthenticatedSession;
import java.util.List;

/** Who may do what beyond their own data, read at the moment of asking: no token is believed in this. */
public final class Permissions {
    private final PlatformOwners owners;

    public Permissions(PlatformOwners owners) {
        this.owners = owners;
    }

    /**
     * What the bearer may do.
     *
     * @param platformOwner whether the user owns the platform
     * @param permissions none with a token made for a service, which it could use in its own interest
     */
    public record GrantedPermissions(boolean platformOwner, List<Permission> permissions) {}

    public GrantedPermissions of(AuthenticatedSession access) {
        boolean owner = owners.contains(access.userId());
        boolean usable = owner && access.audience().equals(Audience.PLATFORM);
        return new GrantedPermissions(owner, usable ? List.of(Permission.values()) : List.of());
    }

    /** @throws RequestRefused 403 when the bearer does not have it */
    public void require(Permission permission, AuthenticatedSession access) {
        Grounds.of(permission);
        if (!of(access).permissions().contains(permission)) {
            throw new RequestRefused(Problem.forbidden("Permission " + permission.wire() + " is required"));
        }
    }
}

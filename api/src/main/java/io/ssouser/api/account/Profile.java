package io.ssouser.api.account;

import io.ssouser.api.security.Permission;
import io.ssouser.api.security.Permissions;
import io.ssouser.api.subscription.SubscriptionAnswer;
import io.ssouser.application.session.token.AuthenticatedSession;
import io.ssouser.domain.UserId;
import io.ssouser.domain.email.EmailAddress;
import io.ssouser.domain.subscription.PlanName;
import io.ssouser.projections.userprofile.UserProfile;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The user's own profile (wire contract, section 6).
 *
 * @param emailVerified the same as {@code emailVerifiedAt}, in the form that older clients read
 * @param pendingEmail the address that is to follow; null without one
 * @param org empty when the token was issued for the platform itself
 * @param service empty, likewise
 * @param plan null outside of a service, and without a subscription to it
 * @param features null likewise
 */
record Profile(
        UserId id,
        @Nullable EmailAddress email,
        boolean isPlatformOwner,
        boolean emailVerified,
        @Nullable Instant emailVerifiedAt,
        @Nullable EmailAddress pendingEmail,
        Instant createdAt,
        String org,
        String service,
        List<Permission> permissions,
        @Nullable PlanName plan,
        @Nullable List<String> features) {

    /** @param subscription to the service that the token was made for; null without one */
    static Profile of(
            UserProfile profile,
            AuthenticatedSession access,
            Permissions.GrantedPermissions granted,
            @Nullable SubscriptionAnswer subscription,
            Instant now) {
        return new Profile(
                profile.id(),
                profile.email(),
                granted.platformOwner(),
                profile.emailVerifiedAt() != null,
                profile.emailVerifiedAt(),
                profile.pendingUntil() != null && now.isBefore(profile.pendingUntil()) ? profile.pendingEmail() : null,
                profile.createdAt(),
                Objects.requireNonNullElse(access.audience().org(), ""),
                Objects.requireNonNullElse(access.audience().service(), ""),
                granted.permissions(),
                subscription == null ? null : subscription.plan(),
                subscription == null ? null : subscription.features());
    }

    @Override
    public String toString() {
        return "Profile[hidden]";
    }
}

package io.ssouser.domain.user;

import io.ssouser.domain.email.EmailClaimId;
import org.jspecify.annotations.Nullable;

/**
 * Who owns the platform: the user whose confirmed address is the one that the operator has named.
 *
 * @param claim on that address; null when the platform has no owner
 */
public record PlatformOwnerPolicy(@Nullable EmailClaimId claim) {
    boolean entitles(@Nullable EmailClaimId address, boolean confirmed) {
        return claim != null && confirmed && claim.equals(address);
    }
}

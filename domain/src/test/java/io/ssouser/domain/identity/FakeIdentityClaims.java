package io.ssouser.domain.identity;

import io.ssouser.domain.UserId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Claims in memory. */
public final class FakeIdentityClaims implements IdentityClaims {
    private final Map<IdentityClaimId, UserId> owners = new ConcurrentHashMap<>();

    @Override
    public boolean claim(IdentityClaimId id, UserId claimant) {
        UserId owner = owners.putIfAbsent(id, claimant);
        return owner == null || owner.equals(claimant);
    }

    @Override
    public void release(IdentityClaimId id, UserId owner) {
        owners.remove(id, owner);
    }
}

package io.ssouser.domain.identity;

import io.ssouser.domain.UserId;

class FakeIdentityClaimsTest extends IdentityClaimsContract {
    private final FakeIdentityClaims claims = new FakeIdentityClaims();

    @Override
    protected boolean claim(IdentityClaimId id, UserId claimant) {
        return claims.claim(id, claimant);
    }

    @Override
    protected void release(IdentityClaimId id, UserId owner) {
        claims.release(id, owner);
    }
}

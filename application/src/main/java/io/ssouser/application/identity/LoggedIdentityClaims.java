package io.ssouser.application.identity;

import io.ssouser.domain.UserId;
import io.ssouser.domain.identity.IdentityClaim;
import io.ssouser.domain.identity.IdentityClaimId;
import io.ssouser.domain.identity.IdentityClaims;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.Repository;

/** {@link IdentityClaims} as streams of the log. The user is always locked before a claim, so no two commands wait for each other. */
public final class LoggedIdentityClaims implements IdentityClaims {
    private final Repository<IdentityClaim> claims;

    public LoggedIdentityClaims(Repository<IdentityClaim> claims) {
        this.claims = claims;
    }

    @Override
    public boolean claim(IdentityClaimId id, UserId claimant) {
        return loadedOrNew(id).<Boolean>invoke(claim -> claim.claimFor(id, claimant));
    }

    @Override
    public void release(IdentityClaimId id, UserId owner) {
        try {
            claims.load(id.value()).execute(claim -> claim.releaseFrom(owner));
        } catch (AggregateNotFoundException nobodys) {
            // Nobody holds it, as asked.
        }
    }

    private Aggregate<IdentityClaim> loadedOrNew(IdentityClaimId id) {
        try {
            return claims.loadOrCreate(id.value(), IdentityClaim::new);
        } catch (RuntimeException unchecked) {
            throw unchecked;
        } catch (Exception never) {
            throw new IllegalStateException("The factory method of a claim throws nothing", never);
        }
    }
}

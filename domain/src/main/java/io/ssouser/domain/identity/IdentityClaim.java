package io.ssouser.domain.identity;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.ssouser.domain.Provenance;
import io.ssouser.domain.UnknownEvent;
import io.ssouser.domain.UserId;
import io.ssouser.domain.identity.IdentityClaimEvent.IdentityClaimed;
import io.ssouser.domain.identity.IdentityClaimEvent.IdentityReleased;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Makes one account at a provider belong to one user at a time: the stream of a keyed hash of its issuer and subject, on which
 * the log lets one writer win.
 */
public class IdentityClaim {
    @AggregateIdentifier
    private @Nullable IdentityClaimId claimId;

    private @Nullable UserId owner;

    /** A claim that nobody holds yet: what a repository makes when it finds none. */
    public IdentityClaim() {}

    /** Returns whether the user holds the claim from now on; an attempt on another's leaves no trace here. */
    public boolean claimFor(IdentityClaimId id, UserId claimant) {
        if (owner == null) {
            apply(new IdentityClaimed(id, claimant), MetaData.with(Provenance.SUBJECT, claimant.value()));
            return true;
        }
        return owner.equals(claimant);
    }

    /** Gives the identity back; nothing happens when the user does not hold it. */
    public void releaseFrom(UserId holder) {
        if (claimId != null && holder.equals(owner)) {
            apply(new IdentityReleased(claimId, holder), MetaData.with(Provenance.SUBJECT, holder.value()));
        }
    }

    @EventSourcingHandler
    void on(IdentityClaimed event) {
        claimId = event.claimId();
        owner = event.userId();
    }

    @EventSourcingHandler
    void on(IdentityReleased event) {
        owner = null;
    }

    @EventSourcingHandler
    void on(UnknownEvent event) {
        throw event.met();
    }
}

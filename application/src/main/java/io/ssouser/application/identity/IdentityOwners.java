package io.ssouser.application.identity;

import io.ssouser.domain.UserId;
import io.ssouser.domain.identity.IdentityClaimEvent.IdentityClaimed;
import io.ssouser.domain.identity.IdentityClaimId;
import java.util.Optional;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** Whose an identity is: read from the claim's own events, so the answer holds from the moment of linking on. */
public final class IdentityOwners {
    private final EventStore events;

    public IdentityOwners(EventStore events) {
        this.events = events;
    }

    /** The user who holds the identity now. */
    public Optional<UserId> ownerOf(IdentityClaimId claim) {
        return events.readEvents(claim.value(), 0)
                .asStream()
                .map(event -> event.getPayload())
                .reduce((earlier, latest) -> latest)
                .flatMap(latest ->
                        latest instanceof IdentityClaimed claimed ? Optional.of(claimed.userId()) : Optional.empty());
    }
}

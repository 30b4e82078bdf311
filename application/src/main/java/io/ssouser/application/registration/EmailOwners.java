package io.ssouser.application.registration;

import io.ssouser.domain.UnknownEvent;
import io.ssouser.domain.UserId;
import io.ssouser.domain.email.EmailAddress;
import io.ssouser.domain.email.EmailClaimEvent;
import io.ssouser.domain.email.EmailClaimEvent.EmailClaimReleased;
import io.ssouser.domain.email.EmailClaimId;
import io.ssouser.domain.email.EmailClaimKeys;
import java.util.Optional;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** Whose an address is: read from the claim's own events, so the answer holds from the moment of registration on. */
public final class EmailOwners {
    private final EventStore events;
    private final EmailClaimKeys keys;

    public EmailOwners(EventStore events, EmailClaimKeys keys) {
        this.events = events;
        this.keys = keys;
    }

    /**
     * The user who holds the address, confirmed or not; empty also while a former owner may come back to it. Reads the claim's last event
     * alone, however often the address was contested.
     */
    public Optional<UserId> ownerOf(EmailAddress address) {
        return ownerOf(keys.claimOn(address));
    }

    /** As {@link #ownerOf(EmailAddress)}, of the address that the claim is on. */
    Optional<UserId> ownerOf(EmailClaimId claim) {
        return events.lastSequenceNumberFor(claim.value())
                .flatMap(last ->
                        events.readEvents(claim.value(), last).asStream().findFirst())
                .flatMap(event -> ownerAfter(event.getPayload()));
    }

    private static Optional<UserId> ownerAfter(Object event) {
        if (event instanceof UnknownEvent unknown) {
            throw unknown.met();
        }
        return event instanceof EmailClaimReleased ? Optional.empty() : Optional.of(((EmailClaimEvent) event).userId());
    }
}

package io.ssouser.application.registration;

import io.ssouser.domain.email.EmailAddress;
import io.ssouser.domain.email.EmailClaimEvent.EmailClaimed;
import io.ssouser.domain.email.EmailClaimKeys;
import io.ssouser.domain.user.UserId;
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

    /** The account that holds the address, confirmed or not. Reads one event, however often the address was contested. */
    public Optional<UserId> ownerOf(EmailAddress address) {
        return events.readEvents(keys.claimOn(address).value(), 0)
                .asStream()
                .findFirst()
                .flatMap(event -> event.getPayload() instanceof EmailClaimed claimed
                        ? Optional.of(claimed.userId())
                        : Optional.empty());
    }
}

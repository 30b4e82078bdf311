package io.ssouser.projections;

import io.ssouser.domain.email.EmailClaimEvent;
import io.ssouser.domain.user.UserEvent;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.async.SequencingPolicy;

/** Events of one account wait for each other, those of different accounts do not. The text is the same in every process. */
public final class AccountSequence implements SequencingPolicy<EventMessage<?>> {

    /** The account; of an event that names none, its aggregate; of one outside any aggregate, itself. */
    @Override
    public String getSequenceIdentifierFor(EventMessage<?> event) {
        return accountOf(event.getPayload()).orElseGet(() -> {
            if (event instanceof DomainEventMessage<?> domainEvent) {
                return domainEvent.getAggregateIdentifier();
            }
            return event.getIdentifier();
        });
    }

    /** The id of the account that an event is about; empty when it names none. */
    public static Optional<String> accountOf(Object event) {
        if (event instanceof UserEvent userEvent) {
            return Optional.of(userEvent.userId().value());
        }
        if (event instanceof EmailClaimEvent claimEvent) {
            return Optional.of(claimEvent.userId().value());
        }
        return Optional.empty();
    }
}

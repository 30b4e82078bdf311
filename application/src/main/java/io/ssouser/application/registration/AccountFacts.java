package io.ssouser.application.registration;

import io.ssouser.domain.email.EmailAddress;
import io.ssouser.domain.user.UserEvent.EmailConfirmed;
import io.ssouser.domain.user.UserEvent.Registered;
import io.ssouser.domain.user.UserEvent.RegisteredWithIdentity;
import io.ssouser.domain.user.UserId;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** What an account's own events say of its address: true at the moment of asking, because no read model stands between. */
public final class AccountFacts {
    private final EventStore events;

    public AccountFacts(EventStore events) {
        this.events = events;
    }

    /** Where its owner gets mail; empty when there is no such account, or it was erased. Reads the first event alone. */
    public Optional<EmailAddress> emailOf(UserId user) {
        return eventsOf(user).findFirst().flatMap(AccountFacts::emailAtBirth);
    }

    private static Optional<EmailAddress> emailAtBirth(Object birth) {
        if (birth instanceof Registered registered) {
            return Optional.ofNullable(registered.email());
        }
        return birth instanceof RegisteredWithIdentity registered
                ? Optional.ofNullable(registered.email())
                : Optional.empty();
    }

    /** Whether the owner has followed the link in a mail to that address. Reads up to that event. */
    public boolean hasConfirmed(UserId user) {
        return eventsOf(user).anyMatch(EmailConfirmed.class::isInstance);
    }

    private Stream<?> eventsOf(UserId user) {
        return events.readEvents(user.value(), 0).asStream().map(event -> event.getPayload());
    }
}

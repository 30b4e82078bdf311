package io.ssouser.application.registration;

import io.ssouser.domain.UnknownEvent;
import io.ssouser.domain.email.EmailAddress;
import io.ssouser.domain.user.User;
import io.ssouser.domain.user.UserEvent.EmailChangeUndone;
import io.ssouser.domain.user.UserEvent.EmailChanged;
import io.ssouser.domain.user.UserEvent.EmailConfirmed;
import io.ssouser.domain.user.UserEvent.Registered;
import io.ssouser.domain.user.UserEvent.RegisteredWithIdentity;
import io.ssouser.domain.user.UserEvent.UserErased;
import io.ssouser.domain.user.UserId;
import java.util.Optional;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;

/**
 * What an account's own events say of its address: true at the moment of asking, because no read model stands between. Reads the latest
 * snapshot and what has happened since, which is bounded however long the account has lived.
 */
public final class AccountFacts {
    private final EventStore events;

    public AccountFacts(EventStore events) {
        this.events = events;
    }

    /** Where its owner gets mail; empty when there is no such account, or it was erased. */
    public Optional<EmailAddress> emailOf(UserId user) {
        return Optional.ofNullable(read(user).email);
    }

    /** Whether the owner has followed the link in a mail to an address of the account. */
    public boolean hasConfirmed(UserId user) {
        return read(user).confirmed;
    }

    private Facts read(UserId user) {
        Facts facts = new Facts();
        DomainEventStream life = events.readEvents(user.value());
        while (life.hasNext()) {
            facts.learn(life.next().getPayload());
        }
        return facts;
    }

    private static final class Facts {
        private @Nullable EmailAddress email;
        private boolean confirmed;

        private void learn(Object event) {
            if (event instanceof User snapshot) {
                email = snapshot.email();
                confirmed = snapshot.hasConfirmedEmail();
            } else if (event instanceof Registered registered) {
                email = registered.email();
            } else if (event instanceof RegisteredWithIdentity registered) {
                email = registered.email();
            } else if (event instanceof EmailConfirmed) {
                confirmed = true;
            } else if (event instanceof EmailChanged changed) {
                email = changed.email();
            } else if (event instanceof EmailChangeUndone undone) {
                email = undone.email();
            } else if (event instanceof UserErased) {
                email = null;
            } else if (event instanceof UnknownEvent unknown) {
                throw unknown.met();
            }
        }
    }
}

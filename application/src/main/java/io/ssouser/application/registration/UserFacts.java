package io.ssouser.application.registration;

import io.ssouser.domain.UnknownEvent;
import io.ssouser.domain.UserId;
import io.ssouser.domain.email.EmailAddress;
import io.ssouser.domain.user.User;
import io.ssouser.domain.user.UserEmail;
import io.ssouser.domain.user.UserEvent;
import java.util.Optional;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;

/**
 * What a user's own events say of the address: true at the moment of asking, because no read model stands between. Reads the latest
 * snapshot and the events since, whose number is bounded, and goes by the aggregate's own rule, {@link UserEmail}.
 */
public final class UserFacts {
    private final EventStore events;

    public UserFacts(EventStore events) {
        this.events = events;
    }

    /** Where the person gets mail; empty when there is no such user, or the user was erased. */
    public Optional<EmailAddress> emailOf(UserId user) {
        return Optional.ofNullable(read(user).address());
    }

    /** Whether the person has followed the link in a mail to an address of the user. */
    public boolean hasConfirmed(UserId user) {
        return read(user).confirmed();
    }

    private UserEmail read(UserId user) {
        UserEmail email = UserEmail.NONE;
        DomainEventStream life = events.readEvents(user.value());
        while (life.hasNext()) {
            email = after(email, life.next().getPayload());
        }
        return email;
    }

    private static UserEmail after(UserEmail email, Object event) {
        if (event instanceof UnknownEvent unknown) {
            throw unknown.met();
        }
        return event instanceof User snapshot ? snapshot.email() : email.after((UserEvent) event);
    }
}

package io.ssouser.projections;

import io.ssouser.domain.UnknownEvent;
import io.ssouser.domain.user.UserEvent.UserErased;
import io.ssouser.projections.store.Documents;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackedEventMessage;

/**
 * Turns events into the documents of one read model. A subclass has an {@code on(Event, TrackedEventMessage)} for each event that concerns
 * it; every other event passes through here, because a processor moves its stored token only with events that it handles.
 * Handlers read first and write last, and give every write the event's position: an event that is applied twice, or
 * half applied and then again, ends in the same documents.
 */
public abstract class Projection {
    private final String name;
    private final Documents<?> documents;

    /**
     * @param name of the read model: its processing group and its collection
     * @param documents what it keeps
     */
    protected Projection(String name, Documents<?> documents) {
        this.name = name;
        this.documents = documents;
    }

    public final String name() {
        return name;
    }

    /** Forgets everything: the first step of a rebuild. */
    final void clear() {
        documents.clear();
    }

    /** Where all read models of this store keep their newest events, by their names. */
    final Documents<LogIdentity> lastSeen() {
        return documents.beside(LogIdentity.COLLECTION, LogIdentity.class);
    }

    /** @throws CannotApply always: what this version does not know it must not pass over */
    @EventHandler
    final void on(UnknownEvent event) {
        throw new CannotApply("unknown event " + event.name() + ", revision " + event.revision());
    }

    @EventHandler
    final void on(UserErased event, TrackedEventMessage<?> message) {
        erase(event, message);
    }

    /** Takes away all that is personal of the account, so that the documents are those of a rebuild after its key was destroyed. */
    protected abstract void erase(UserErased event, TrackedEventMessage<?> message);

    @EventHandler
    final void on(Object event, TrackedEventMessage<?> message) {
        onOther(event, message);
    }

    /** Takes in an event that has no handler of its own. Most read models are not concerned. */
    protected void onOther(Object event, TrackedEventMessage<?> message) {}

    protected static long positionOf(TrackedEventMessage<?> message) {
        return Positions.of(message.trackingToken());
    }
}

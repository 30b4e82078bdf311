package io.ssouser.application.reaction;

import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.axonframework.messaging.deadletter.Decisions;
import org.axonframework.messaging.deadletter.EnqueueDecision;
import org.axonframework.messaging.deadletter.EnqueuePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Parks an event that a reaction could not act on, and says so. The reason is given by its kind alone: its text may quote an address. */
record ReactionParking(String reaction) implements EnqueuePolicy<EventMessage<?>> {
    private static final Logger LOG = LoggerFactory.getLogger(ReactionParking.class);

    @Override
    public EnqueueDecision<EventMessage<?>> decide(DeadLetter<? extends EventMessage<?>> letter, Throwable cause) {
        String kind = cause.getClass().getSimpleName();
        LOG.warn(
                "{} could not act on event {}, which is tried again: {}",
                reaction,
                letter.message().getIdentifier(),
                kind);
        return Decisions.enqueue(new IllegalStateException(reaction + " could not act on it: " + kind));
    }
}

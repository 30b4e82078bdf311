package io.ssouser.api.action;

import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.axonframework.messaging.deadletter.Decisions;
import org.axonframework.messaging.deadletter.EnqueueDecision;
import org.axonframework.messaging.deadletter.EnqueuePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps an event whose letter could not be written, and says so. The reason is told by its kind alone: its text may quote an address. */
final class ReactionParking implements EnqueuePolicy<EventMessage<?>> {
    private static final Logger LOG = LoggerFactory.getLogger(ReactionParking.class);

    @Override
    public EnqueueDecision<EventMessage<?>> decide(DeadLetter<? extends EventMessage<?>> letter, Throwable cause) {
        String kind = cause.getClass().getSimpleName();
        LOG.warn(
                "The letter for event {} could not be written and is tried again: {}",
                letter.message().getIdentifier(),
                kind);
        return Decisions.enqueue(new IllegalStateException("The letter could not be written: " + kind));
    }
}

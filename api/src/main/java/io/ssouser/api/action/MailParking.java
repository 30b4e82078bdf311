package io.ssouser.api.action;

import io.ssouser.application.mail.MailNotSent;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.axonframework.messaging.deadletter.Decisions;
import org.axonframework.messaging.deadletter.EnqueueDecision;
import org.axonframework.messaging.deadletter.EnqueuePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a mail that could not be sent, and says so. What the other machine said is left out: it may quote an address. */
final class MailParking implements EnqueuePolicy<EventMessage<?>> {
    private static final Logger LOG = LoggerFactory.getLogger(MailParking.class);

    @Override
    public EnqueueDecision<EventMessage<?>> decide(DeadLetter<? extends EventMessage<?>> letter, Throwable cause) {
        String kind = cause.getClass().getSimpleName();
        LOG.warn(
                "The mail for event {} could not be sent and is tried again: {}",
                letter.message().getIdentifier(),
                kind);
        return Decisions.enqueue(cause instanceof MailNotSent own ? own : new MailNotSent(cause));
    }
}

package io.ssouser.projections;

import io.ssouser.projections.store.StoreFailure;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.axonframework.messaging.deadletter.Decisions;
import org.axonframework.messaging.deadletter.EnqueueDecision;
import org.axonframework.messaging.deadletter.EnqueuePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Parks an event that could not be applied, loudly; but when the store failed the event is not to blame, so the failure goes on up, the
 * batch is rolled back and comes again. Of a foreign exception only its type and place are kept: its text may quote a person.
 */
final class ParkingPolicy implements EnqueuePolicy<EventMessage<?>> {
    private static final Logger LOG = LoggerFactory.getLogger(ParkingPolicy.class);

    private final String group;

    ParkingPolicy(String group) {
        this.group = group;
    }

    @Override
    public EnqueueDecision<EventMessage<?>> decide(DeadLetter<? extends EventMessage<?>> letter, Throwable cause) {
        if (cause instanceof StoreFailure failure) {
            throw failure;
        }
        CannotApply reason = cause instanceof CannotApply own ? own : new CannotApply(typeAndPlace(cause));
        LOG.error("{} parks event {}: {}", group, letter.message().getIdentifier(), reason.getMessage());
        return Decisions.enqueue(reason);
    }

    private static String typeAndPlace(Throwable cause) {
        for (StackTraceElement frame : cause.getStackTrace()) {
            if (frame.getClassName().startsWith("io.ssouser.")) {
                return cause.getClass().getName() + " at " + frame;
            }
        }
        return cause.getClass().getName();
    }
}

package io.ssouser.projections;

import com.mongodb.MongoException;
import io.ssouser.eventstore.log.StoreUnavailable;
import io.ssouser.projections.fold.CannotApply;
import java.io.IOException;
import java.sql.SQLException;
import org.axonframework.common.AxonTransientException;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.axonframework.messaging.deadletter.Decisions;
import org.axonframework.messaging.deadletter.EnqueueDecision;
import org.axonframework.messaging.deadletter.EnqueuePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Parks an event that could not be opened or applied, loudly; but when a store failed, be it that of the keys, the event is not to
 * blame, so the failure goes on up, the batch is rolled back and comes again. Of a foreign exception only its type and place are
 * kept: its text may quote a person.
 */
final class ParkingPolicy implements EnqueuePolicy<EventMessage<?>> {
    private static final Logger LOG = LoggerFactory.getLogger(ParkingPolicy.class);

    private final String group;

    ParkingPolicy(String group) {
        this.group = group;
    }

    @Override
    public EnqueueDecision<EventMessage<?>> decide(DeadLetter<? extends EventMessage<?>> letter, Throwable cause) {
        if (passes(cause)) {
            throw cause instanceof RuntimeException failure ? failure : new IllegalStateException(cause);
        }
        CannotApply reason = cause instanceof CannotApply own ? own : new CannotApply(typeAndPlace(cause));
        LOG.error("{} parks event {}: {}", group, letter.message().getIdentifier(), reason.getMessage());
        return Decisions.enqueue(reason);
    }

    /** Whether a store failed, so that no event is to blame. */
    static boolean passes(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StoreUnavailable
                    || cause instanceof AxonTransientException
                    || cause instanceof MongoException
                    || cause instanceof SQLException
                    || cause instanceof IOException) {
                return true;
            }
        }
        return false;
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

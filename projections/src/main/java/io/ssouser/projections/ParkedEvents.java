package io.ssouser.projections;

import java.util.function.LongFunction;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;

/** Makes the queue in which a group's parked events wait, in the group's own store: a batch and what it parked are one transaction. */
@FunctionalInterface
public interface ParkedEvents {
    /** @param eventAt reads the event at a position of the log again */
    SequencedDeadLetterQueue<EventMessage<?>> of(String group, LongFunction<TrackedEventMessage<?>> eventAt);
}

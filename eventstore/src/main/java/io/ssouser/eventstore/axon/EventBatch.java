package io.ssouser.eventstore.axon;

import java.util.List;
import org.axonframework.eventhandling.TrackedEventMessage;

/**
 * Decoded events of consecutive positions.
 *
 * @param first position of the batch
 * @param next position after it; equal to {@code first} at the end of the log
 */
public record EventBatch(long first, long next, List<TrackedEventMessage<?>> messages) {
    /** At the head of the log. */
    public boolean isEmpty() {
        return first == next;
    }
}

package io.ssouser.eventstore.axon;

import java.util.Map;
import java.util.OptionalLong;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;

/** Tells how far processing groups have come, without claiming anything: for whoever waits, watches or restores. */
public interface TokenPositions {
    /** Where a group stands that has seen nothing: what a token says by being null. */
    long BEFORE_THE_FIRST = -1;

    /**
     * The stored position of each segment of the group, from 0, or {@link #BEFORE_THE_FIRST}. Empty when the group has no segments. Within
     * a transaction, as that transaction sees it.
     */
    Map<Integer, Long> positions(String processor);

    /** The lowest of {@link #positions}: all up to it is in. Empty when the group has no segments. */
    default OptionalLong position(String processor) {
        return positions(processor).values().stream().mapToLong(Long::longValue).min();
    }

    /**
     * The position that stands for a token in a store; null before the first event.
     *
     * @throws IllegalArgumentException for a token that is no position of one total order
     */
    static @Nullable Long of(@Nullable TrackingToken token) {
        if (token == null) {
            return null;
        }
        if (token instanceof GlobalSequenceTrackingToken exact) {
            return exact.getGlobalIndex();
        }
        throw new IllegalArgumentException("Not a position in one total order: " + token);
    }
}

package io.ssouser.eventstore;

import java.util.Map;
import java.util.OptionalLong;

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
}

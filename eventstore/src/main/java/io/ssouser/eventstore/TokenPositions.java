package io.ssouser.eventstore;

import java.util.OptionalLong;

/** Tells how far processing groups have come, without claiming anything: for whoever waits, watches or restores. */
public interface TokenPositions {
    /** Where a group stands that has seen nothing: what a token says by being null. */
    long BEFORE_THE_FIRST = -1;

    /**
     * The lowest stored position over all segments of the group, from 0, or {@link #BEFORE_THE_FIRST}: all up to it is in. Empty when the
     * group has no segments. Within a transaction, as that transaction sees it.
     */
    OptionalLong position(String processor);
}

package io.ssouser.eventstore.axon;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter as it is kept: which event, what it holds up, and why; nothing of what the event says.
 *
 * @param position of the event in the log
 * @param sequence that waits behind it
 * @param type class of the payload
 * @param parkedAt to the millisecond, like {@code triedAt}
 * @param attempts how often it has failed; 0 when it only waits behind another one
 * @param cause class of the last failure
 */
public record ParkedLetter(
        long position,
        String sequence,
        String eventId,
        String type,
        Instant parkedAt,
        Instant triedAt,
        int attempts,
        @Nullable String cause,
        @Nullable String message) {}

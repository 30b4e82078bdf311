package io.ssouser.eventstore.log;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The events of one unit of work, perhaps of several aggregates: all are stored or none.
 *
 * @param id made by whoever commits; tells after an unknown outcome whether the commit is in
 * @param time of the appending node's clock
 * @param node that appended it
 * @param events numbered without gaps, at least one
 * @param chain 32 bytes: SHA-256 of 0x01, the chain before, and the leaves of the events
 */
public record Commit(UUID id, Instant time, String node, List<StoredEvent> events, byte[] chain) {
    public long firstPosition() {
        return events.get(0).position();
    }

    public long lastPosition() {
        return events.get(events.size() - 1).position();
    }
}

package io.ssouser.eventstore.mongodb;

import io.ssouser.eventstore.log.Snapshot;
import java.util.Optional;

/** The newest snapshot of each aggregate. */
interface SnapshotCollection {
    void keep(Snapshot snapshot);

    Optional<Snapshot> of(String aggregateId);
}

package io.ssouser.eventstore.sqlite;

import io.ssouser.eventstore.log.Snapshot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Snapshots that wait for the next append to carry them into the file; readers see them meanwhile. */
final class PendingSnapshots {
    /** Snapshots come from commands, and commands append: so many never wait unless the disk is full. Then losing them costs only time. */
    private static final int MOST = 256;

    private final Map<String, Snapshot> byAggregate = new ConcurrentHashMap<>();

    void add(Snapshot snapshot) {
        if (byAggregate.size() < MOST) {
            byAggregate.merge(
                    snapshot.aggregateId(),
                    snapshot,
                    (kept, added) -> added.sequence() >= kept.sequence() ? added : kept);
        }
    }

    Optional<Snapshot> of(String aggregateId) {
        return Optional.ofNullable(byAggregate.get(aggregateId));
    }

    List<Snapshot> waiting() {
        return List.copyOf(byAggregate.values());
    }

    void stored(List<Snapshot> snapshots) {
        snapshots.forEach(snapshot -> byAggregate.remove(snapshot.aggregateId(), snapshot));
    }

    void clear() {
        byAggregate.clear();
    }
}

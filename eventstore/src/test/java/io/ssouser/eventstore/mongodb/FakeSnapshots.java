package io.ssouser.eventstore.mongodb;

import io.ssouser.eventstore.log.Snapshot;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

final class FakeSnapshots implements SnapshotCollection {
    private final Map<String, Snapshot> newest = new ConcurrentHashMap<>();

    @Override
    public void keep(Snapshot snapshot) {
        newest.merge(
                snapshot.aggregateId(), snapshot, (kept, added) -> added.sequence() < kept.sequence() ? kept : added);
    }

    @Override
    public Optional<Snapshot> of(String aggregateId) {
        return Optional.ofNullable(newest.get(aggregateId));
    }
}

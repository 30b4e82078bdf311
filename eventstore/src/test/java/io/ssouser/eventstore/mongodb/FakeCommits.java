package io.ssouser.eventstore.mongodb;

import io.ssouser.eventstore.log.Commit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** One node's way to a replica set that may do its worst. */
record FakeCommits(FakeReplicaSet replicas) implements CommitCollection {
    @Override
    public OptionalInt insert(List<StoredCommit> batch) {
        return replicas.insert(batch);
    }

    private Stream<StoredCommit> inOrder() {
        return replicas.read().stream()
                .sorted(Comparator.comparingLong(stored -> stored.commit().firstPosition()));
    }

    @Override
    public Optional<CommitSummary> lastBefore(long position) {
        return inOrder()
                .map(StoredCommit::summary)
                .filter(summary -> summary.position() < position)
                .reduce((earlier, later) -> later);
    }

    @Override
    public List<CommitSummary> summariesFrom(long position, int limit) {
        return inOrder()
                .map(StoredCommit::summary)
                .filter(summary -> summary.position() >= position)
                .limit(limit)
                .toList();
    }

    @Override
    public List<Commit> from(long position, int events) {
        List<Commit> commits = new ArrayList<>();
        int held = 0;
        for (StoredCommit stored : inOrder().toList()) {
            if (stored.commit().firstPosition() >= position && (held < events || commits.isEmpty())) {
                commits.add(stored.commit());
                held += stored.commit().events().size();
            }
        }
        return commits;
    }

    @Override
    public List<Commit> ofStream(String aggregateId, long firstSequence, long lastSequence) {
        return inOrder()
                .map(StoredCommit::commit)
                .filter(commit -> commit.events().stream()
                        .anyMatch(event -> event.aggregateId().equals(aggregateId)
                                && event.sequence() >= firstSequence
                                && event.sequence() <= lastSequence))
                .toList();
    }

    @Override
    public Optional<Commit> lastOf(String aggregateId) {
        return inOrder()
                .map(StoredCommit::commit)
                .filter(commit -> commit.events().stream()
                        .anyMatch(event -> event.aggregateId().equals(aggregateId)))
                .reduce((earlier, later) -> later);
    }
}

package io.ssouser.eventstore.mongodb;

import io.ssouser.eventstore.log.Commit;
import io.ssouser.eventstore.log.LogUnavailable;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;

/** A node's way to the log on which a test holds up what the node writes, or lets a reply get lost. Only writes wait. */
final class HeldCommits implements CommitCollection {
    final Semaphore mayInsert = new Semaphore(Integer.MAX_VALUE);
    volatile boolean replyGetsLost;
    private final CommitCollection real;
    private final ReentrantLock wire;

    /** @param wire shared by all who share the collection, which need not be safe for many threads */
    HeldCommits(CommitCollection real, ReentrantLock wire) {
        this.real = real;
        this.wire = wire;
    }

    private interface Call<T> {
        T made();
    }

    private <T> T alone(Call<T> call) {
        wire.lock();
        try {
            return call.made();
        } finally {
            wire.unlock();
        }
    }

    @Override
    public OptionalInt insert(List<StoredCommit> batch) {
        mayInsert.acquireUninterruptibly();
        try {
            OptionalInt refused = alone(() -> real.insert(batch));
            if (replyGetsLost) {
                replyGetsLost = false;
                throw new LogUnavailable("The reply got lost");
            }
            return refused;
        } finally {
            mayInsert.release();
        }
    }

    @Override
    public Optional<CommitSummary> lastBefore(long position) {
        return alone(() -> real.lastBefore(position));
    }

    @Override
    public List<CommitSummary> summariesFrom(long position, int limit) {
        return alone(() -> real.summariesFrom(position, limit));
    }

    @Override
    public List<Commit> from(long position, int events) {
        return alone(() -> real.from(position, events));
    }

    @Override
    public List<Commit> ofStream(String aggregateId, long firstSequence, long lastSequence) {
        return alone(() -> real.ofStream(aggregateId, firstSequence, lastSequence));
    }

    @Override
    public Optional<Commit> lastOf(String aggregateId) {
        return alone(() -> real.lastOf(aggregateId));
    }
}

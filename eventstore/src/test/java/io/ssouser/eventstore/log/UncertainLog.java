package io.ssouser.eventstore.log;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;

/** A real log behind an unreliable wire: it works, but answers get lost, appends wait, and the end cannot be read when told so. */
public final class UncertainLog implements EventLog {
    /** What happens to one append. */
    public enum Fate {
        ARRIVES,
        LOST_ON_THE_WAY,
        ANSWER_LOST
    }

    private final EventLog real;
    private final Queue<Fate> fates = new ConcurrentLinkedQueue<>();
    public final Semaphore mayAppend = new Semaphore(Integer.MAX_VALUE);
    public volatile boolean headReadable = true;

    public UncertainLog(EventLog real) {
        this.real = real;
    }

    public void next(Fate... coming) {
        fates.addAll(List.of(coming));
    }

    @Override
    public Head head() {
        if (!headReadable) {
            throw new LogUnavailable("The end cannot be read");
        }
        return real.head();
    }

    @Override
    public AppendOutcome append(Head expected, List<Commit> commits) {
        mayAppend.acquireUninterruptibly();
        try {
            Fate fate = Optional.ofNullable(fates.poll()).orElse(Fate.ARRIVES);
            AppendOutcome outcome = fate == Fate.LOST_ON_THE_WAY ? null : real.append(expected, commits);
            if (fate != Fate.ARRIVES) {
                throw new LogUnavailable("No answer");
            }
            return outcome;
        } finally {
            mayAppend.release();
        }
    }

    @Override
    public List<StoredEvent> read(long fromPosition, int limit) {
        return real.read(fromPosition, limit);
    }

    @Override
    public List<Commit> readCommits(long fromPosition, int limit) {
        return real.readCommits(fromPosition, limit);
    }

    @Override
    public List<StoredEvent> readStream(String aggregateId, long fromSequence, int limit) {
        return real.readStream(aggregateId, fromSequence, limit);
    }

    @Override
    public OptionalLong lastSequenceOf(String aggregateId) {
        return real.lastSequenceOf(aggregateId);
    }

    @Override
    public OptionalLong lastPositionOf(String aggregateId) {
        return real.lastPositionOf(aggregateId);
    }

    @Override
    public OptionalLong firstPositionAtOrAfter(Instant instant) {
        return real.firstPositionAtOrAfter(instant);
    }

    @Override
    public void keepSnapshot(Snapshot snapshot) {
        real.keepSnapshot(snapshot);
    }

    @Override
    public Optional<Snapshot> snapshotOf(String aggregateId) {
        return real.snapshotOf(aggregateId);
    }

    @Override
    public void close() {
        real.close();
    }
}

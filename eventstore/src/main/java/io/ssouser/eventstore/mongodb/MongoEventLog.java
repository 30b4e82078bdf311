package io.ssouser.eventstore.mongodb;

import io.ssouser.eventstore.log.AppendOutcome;
import io.ssouser.eventstore.log.Commit;
import io.ssouser.eventstore.log.EventLog;
import io.ssouser.eventstore.log.Head;
import io.ssouser.eventstore.log.LogUnavailable;
import io.ssouser.eventstore.log.Snapshot;
import io.ssouser.eventstore.log.StoredEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The log in one collection that any number of nodes append to: a document a commit, whose key is the position of its first event.
 *
 * <p><b>Why it is dense.</b> A commit is only ever numbered after an end that a majority holds: one this node has read or had
 * acknowledged, never one that a primary alone has seen. So whoever inserts at position <i>p</i> knows that everything before <i>p</i> is
 * there for good, in every later primary too; and two who number after the same end collide on the key, so one end has one successor.
 * Commits of one batch follow each other in one message on one primary, so a later one is never there without the earlier; a failover
 * takes back ends of the log, and what stays is dense. For the same reasons a reader's majority view is always the log up to some
 * end: a commit becomes visible after all before it, and a hole is no passing thing but damage.
 *
 * <p>Round authorization requests of an append: one. Lost to the head: two, then one to read the end and one to append there. Lost stream: three, one more for every further aggregate.
 */
public final class MongoEventLog implements EventLog {
    private static final CommitSummary ORIGIN =
            new CommitSummary(new UUID(0, 0), 0, 0, Head.START.chain(), Long.MIN_VALUE);

    private final CommitCollection commits;
    private final SnapshotCollection snapshots;
    private final MongoLogReader reader;
    /** The commit that ends the longest log which this node knows a majority to hold. */
    private final AtomicReference<CommitSummary> proved = new AtomicReference<>(ORIGIN);

    private volatile boolean closed;

    /** Makes its collections and indexes where they are missing. */
    public MongoEventLog(MongoStore store) {
        this(new DriverCommits(store), new MongoSnapshots(store));
    }

    MongoEventLog(CommitCollection commits, SnapshotCollection snapshots) {
        this.commits = commits;
        this.snapshots = snapshots;
        this.reader = new MongoLogReader(commits);
    }

    @Override
    public Head head() {
        return readEnd().end();
    }

    /** Never behind what this node knows: a new primary may not know yet how far a majority has come. */
    private CommitSummary readEnd() {
        requireOpen();
        return prove(commits.lastBefore(Long.MAX_VALUE).orElse(ORIGIN));
    }

    private CommitSummary prove(CommitSummary end) {
        return proved.accumulateAndGet(
                end, (known, other) -> other.end().nextPosition() > known.end().nextPosition() ? other : known);
    }

    @Override
    public AppendOutcome append(Head expected, List<Commit> batch) {
        requireOpen();
        expected.requireContinuedBy(batch);
        CommitSummary end = proved.get();
        if (!end.end().isSameAs(expected)) {
            end = readEnd();
        }
        if (batch.isEmpty()) {
            return new AppendOutcome(0, AppendOutcome.Stop.NONE);
        }
        AppendAttempt attempt = new AppendAttempt(commits, batch, end, this::prove);
        return end.end().isSameAs(expected) ? attempt.insert() : attempt.resume();
    }

    @Override
    public List<StoredEvent> read(long fromPosition, int limit) {
        requireOpen();
        return reader.read(fromPosition, limit, proved.get().end().nextPosition());
    }

    @Override
    public List<Commit> readCommits(long fromPosition, int limit) {
        requireOpen();
        return reader.readCommits(fromPosition, limit);
    }

    @Override
    public List<StoredEvent> readStream(String aggregateId, long fromSequence, int limit) {
        requireOpen();
        return reader.readStream(aggregateId, fromSequence, limit);
    }

    @Override
    public OptionalLong lastSequenceOf(String aggregateId) {
        requireOpen();
        return reader.lastOf(aggregateId, StoredEvent::sequence);
    }

    @Override
    public OptionalLong lastPositionOf(String aggregateId) {
        requireOpen();
        return reader.lastOf(aggregateId, StoredEvent::position);
    }

    @Override
    public OptionalLong firstPositionAtOrAfter(Instant instant) {
        requireOpen();
        return reader.firstPositionAtOrAfter(instant);
    }

    @Override
    public void keepSnapshot(Snapshot snapshot) {
        requireOpen();
        snapshots.keep(snapshot);
    }

    @Override
    public Optional<Snapshot> snapshotOf(String aggregateId) {
        requireOpen();
        return snapshots.of(aggregateId);
    }

    private void requireOpen() {
        if (closed) {
            throw new LogUnavailable("The event log is closed");
        }
    }

    /** The store is left open. */
    @Override
    public void close() {
        closed = true;
    }
}

package io.ssouser.eventstore.mongodb;

import io.ssouser.eventstore.AppendOutcome;
import io.ssouser.eventstore.AppendOutcome.Stop;
import io.ssouser.eventstore.Commit;
import io.ssouser.eventstore.EventLog;
import io.ssouser.eventstore.LogUnavailable;
import io.ssouser.eventstore.Snapshot;
import io.ssouser.eventstore.StoredEvent;
import io.ssouser.eventstore.Tail;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
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
 * <p><b>Every answer is proved</b>, by what a majority holds and not by which index an error names: in, because acknowledged or read
 * under the same id at the same position; lost to the tail, because another commit stands at its position; lost its stream, because
 * another commit holds one of its events. What was lost so can never get in, even if a message that went astray arrives late. When
 * nothing is proved, because a majority does not hold what was met, the answer is {@link LogUnavailable}, and the same commits may be
 * sent again.
 *
 * <p>Round trips of an append: one. Lost to the tail: two, then one to read the end and one to append there. Lost stream: three.
 */
public final class MongoEventLog implements EventLog {
    private static final CommitHead ORIGIN = new CommitHead(new UUID(0, 0), 0, 0, Tail.START.chain(), Long.MIN_VALUE);

    private final CommitCollection commits;
    private final SnapshotCollection snapshots;
    private final MongoLogReader reader;
    /** The commit that ends the longest log which this node knows a majority to hold. */
    private final AtomicReference<CommitHead> proved = new AtomicReference<>(ORIGIN);

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
    public Tail tail() {
        return readEnd().end();
    }

    /** Never behind what this node knows: a new primary may not know yet how far a majority has come. */
    private CommitHead readEnd() {
        requireOpen();
        return prove(commits.lastBefore(Long.MAX_VALUE).orElse(ORIGIN));
    }

    private CommitHead prove(CommitHead end) {
        return proved.accumulateAndGet(
                end, (known, other) -> other.end().nextPosition() > known.end().nextPosition() ? other : known);
    }

    @Override
    public AppendOutcome append(Tail expected, List<Commit> batch) {
        requireOpen();
        requireDense(expected, batch);
        CommitHead end = proved.get();
        if (!end.end().isSameAs(expected)) {
            end = readEnd();
        }
        Attempt attempt = new Attempt(batch, end);
        return end.end().isSameAs(expected) ? attempt.insert() : attempt.resume(expected);
    }

    private static void requireDense(Tail expected, List<Commit> batch) {
        long next = expected.nextPosition();
        for (Commit commit : batch) {
            for (StoredEvent event : commit.events()) {
                if (event.position() != next++) {
                    throw new IllegalArgumentException(
                            "Position " + event.position() + " where " + (next - 1) + " is due");
                }
            }
        }
    }

    /** One batch on its way in. */
    private final class Attempt {
        private final List<Commit> batch;
        private CommitHead end;
        private int in;

        private Attempt(List<Commit> batch, CommitHead end) {
            this.batch = batch;
            this.end = end;
        }

        /** The log does not end where the batch begins: it may be the batch itself that stands there. */
        private AppendOutcome resume(Tail expected) {
            List<CommitHead> standing = skipOwn();
            if (in > 0 && standing.isEmpty()) {
                return insert();
            }
            if (standing.isEmpty() && expected.nextPosition() < end.end().nextPosition()) {
                throw unsettled();
            }
            return new AppendOutcome(in, Stop.TAIL_MOVED);
        }

        private AppendOutcome insert() {
            while (in < batch.size()) {
                List<StoredCommit> rest = StoredCommit.after(end.latest(), batch.subList(in, batch.size()));
                OptionalInt refused = commits.insert(rest);
                int inserted = refused.orElse(rest.size());
                if (inserted > 0) {
                    advance(inserted, rest.get(inserted - 1).head());
                }
                if (refused.isPresent()) {
                    int before = in;
                    if (!skipOwn().isEmpty()) {
                        return new AppendOutcome(in, Stop.TAIL_MOVED);
                    }
                    if (in == before) {
                        requireTaken(batch.get(in));
                        return new AppendOutcome(in, Stop.STREAM_CONFLICT);
                    }
                }
            }
            return new AppendOutcome(in, Stop.NONE);
        }

        private void advance(int by, CommitHead last) {
            in += by;
            end = last;
            prove(last);
        }

        /** @return what stands where the first commit is due that is not in; empty when a majority holds nothing there */
        private List<CommitHead> skipOwn() {
            if (in == batch.size()) {
                return List.of();
            }
            List<CommitHead> standing = commits.headsFrom(batch.get(in).firstPosition(), batch.size() - in);
            int own = 0;
            while (own < standing.size() && standing.get(own).isOf(batch.get(in + own))) {
                own++;
            }
            if (own > 0) {
                advance(own, standing.get(own - 1));
            }
            return standing.subList(own, standing.size());
        }
    }

    /** Throws unless another commit holds an event of this one. */
    private void requireTaken(Commit commit) {
        Map<String, LongSummaryStatistics> streams = new LinkedHashMap<>();
        commit.events()
                .forEach(event -> streams.computeIfAbsent(event.aggregateId(), id -> new LongSummaryStatistics())
                        .accept(event.sequence()));
        boolean taken = streams.entrySet().stream()
                .flatMap(stream ->
                        commits
                                .ofStream(
                                        stream.getKey(),
                                        stream.getValue().getMin(),
                                        stream.getValue().getMax())
                                .stream())
                .anyMatch(holder -> !holder.id().equals(commit.id()));
        if (!taken) {
            throw unsettled();
        }
    }

    private static LogUnavailable unsettled() {
        return new LogUnavailable("The append met a commit that a majority of the members does not hold yet");
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

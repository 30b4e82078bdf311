package io.ssouser.eventstore.log;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One append-only log with one total order: positions are dense from 0 and in the order of commits, so whoever has seen position
 * <i>p</i> has seen all before it. The only seam between the engine and a database. Safe for many threads; every method throws
 * {@link LogUnavailable} when the store cannot answer, after which nothing may be concluded but what {@link #head} says.
 */
public interface EventLog extends AutoCloseable {

    /** The end of the log as every reader is bound to see it from now on. */
    Head head();

    /**
     * Appends the commits in order, durably. They are numbered without gaps from {@code expected.nextPosition()} and chained from
     * {@code expected.chain()}. Sending the identical commits again after an unknown outcome appends them once.
     *
     * @return how many leading commits are in, and why the next one is not
     */
    AppendOutcome append(Head expected, List<Commit> commits);

    /** Up to {@code limit} events from the given position on, in order; empty only at the end of the log. */
    List<StoredEvent> read(long fromPosition, int limit);

    /**
     * Whole commits from the one that begins at the given position on, in order: as many as hold up to {@code limit} events, but at
     * least one; empty only at the end of the log. For proofs, so it shows a damaged log as it is: events may be missing, and a commit
     * that is cut short has an empty chain.
     */
    List<Commit> readCommits(long fromPosition, int limit);

    /** Up to {@code limit} events of one aggregate from the given sequence on, in order. */
    List<StoredEvent> readStream(String aggregateId, long fromSequence, int limit);

    /** The highest sequence of an aggregate; empty when it has no events. */
    OptionalLong lastSequenceOf(String aggregateId);

    /** The position of the latest event of an aggregate; empty when it has no events. */
    OptionalLong lastPositionOf(String aggregateId);

    /** The position of the first event, in the order of the log, whose time is not before the instant. */
    OptionalLong firstPositionAtOrAfter(Instant instant);

    /** Replaces the aggregate's snapshot unless the kept one is newer. Not part of the log: losing one costs only time. */
    void keepSnapshot(Snapshot snapshot);

    Optional<Snapshot> snapshotOf(String aggregateId);

    @Override
    void close();
}

package io.ssouser.eventstore.mongodb;

import io.ssouser.eventstore.log.Commit;
import io.ssouser.eventstore.log.LogUnavailable;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The documents of the log, one a commit, keyed by the position of its first event; no two have a position, an id or an event's
 * aggregate and sequence in common. Every answer is one round authorization request and tells only of what a majority of the members holds, which no
 * failover takes back; a member that has just become primary may yet know less of it than the one before. Every method throws
 * {@link LogUnavailable} when there is no answer.
 */
interface CommitCollection {
    /**
     * Inserts in order, up to the first that meets a stored one. No answer means that any number of them may be in, or may yet get in.
     *
     * @param batch small enough for one message: in two, the first could be rolled back before the second arrives
     * @return the index of the first that was refused, which need not be held by a majority yet; those before it are in
     */
    OptionalInt insert(List<StoredCommit> batch);

    /** The last commit that begins before the position. */
    Optional<CommitSummary> lastBefore(long position);

    /** In order, those that begin at the position or after it. */
    List<CommitSummary> summariesFrom(long position, int limit);

    /** In order, those that begin at the position or after it, as many as hold up to {@code events} events, but at least one. */
    List<Commit> from(long position, int events);

    /** In any order, all that hold an event of the aggregate with a sequence from the first to the last. */
    List<Commit> ofStream(String aggregateId, long firstSequence, long lastSequence);

    /** The latest commit that holds an event of the aggregate. */
    Optional<Commit> lastOf(String aggregateId);
}

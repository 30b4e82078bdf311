package io.ssouser.eventstore.mongodb;

import io.ssouser.eventstore.log.AppendOutcome;
import io.ssouser.eventstore.log.AppendOutcome.Stop;
import io.ssouser.eventstore.log.Commit;
import io.ssouser.eventstore.log.LogUnavailable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * One batch on its way in. Every answer is proved, by what a majority holds and not by which index an error names:
 *
 * <ul>
 *   <li>in, because it was acknowledged, or read under the same id at the same position;
 *   <li>lost to the head, because another commit stands at its position;
 *   <li>lost its stream, because another commit holds one of its events.
 * </ul>
 *
 * <p>What was lost so can never get in, even if a message that went astray arrives late. When nothing is proved, because no majority holds
 * yet what was met, the answer is {@link LogUnavailable}, and the same commits may be sent again.
 */
final class AppendAttempt {
    private final CommitCollection commits;
    private final List<Commit> batch;
    private final Consumer<CommitSummary> proved;
    private CommitSummary end;
    private int in;

    /**
     * @param end that a majority holds
     * @param proved is told of each later end
     */
    AppendAttempt(CommitCollection commits, List<Commit> batch, CommitSummary end, Consumer<CommitSummary> proved) {
        this.commits = commits;
        this.batch = batch;
        this.end = end;
        this.proved = proved;
    }

    /** Where the batch begins, the log does not end: it may be the batch itself that stands there. */
    AppendOutcome resume() {
        List<CommitSummary> standing = skipOwn();
        if (standing.isEmpty() && in > 0) {
            return insert();
        }
        if (standing.isEmpty() && batch.get(in).firstPosition() < end.end().nextPosition()) {
            throw unsettled();
        }
        return new AppendOutcome(in, Stop.HEAD_MOVED);
    }

    /** Where the batch begins, the log ends, or did. */
    AppendOutcome insert() {
        while (in < batch.size()) {
            List<StoredCommit> rest = StoredCommit.after(end.latest(), batch.subList(in, batch.size()));
            OptionalInt refused = commits.insert(rest);
            int inserted = refused.orElse(rest.size());
            if (inserted > 0) {
                advance(inserted, rest.get(inserted - 1).summary());
            }
            if (refused.isPresent()) {
                int before = in;
                if (!skipOwn().isEmpty()) {
                    return new AppendOutcome(in, Stop.HEAD_MOVED);
                }
                if (in == before) {
                    requireTaken(batch.get(in));
                    return new AppendOutcome(in, Stop.STREAM_CONFLICT);
                }
            }
        }
        return new AppendOutcome(in, Stop.NONE);
    }

    private void advance(int by, CommitSummary last) {
        in += by;
        end = last;
        proved.accept(last);
    }

    /** @return what stands where the first commit is due that is not in; empty when a majority holds nothing there */
    private List<CommitSummary> skipOwn() {
        List<CommitSummary> standing = commits.summariesFrom(batch.get(in).firstPosition(), batch.size() - in);
        int own = 0;
        while (own < standing.size() && standing.get(own).isOf(batch.get(in + own))) {
            own++;
        }
        if (own > 0) {
            advance(own, standing.get(own - 1));
        }
        return standing.subList(own, standing.size());
    }

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
        return new LogUnavailable("The append met a commit that no majority of the members holds yet");
    }
}

package io.ssouser.eventstore.mongodb;

import io.ssouser.eventstore.log.Commit;
import io.ssouser.eventstore.log.LeafForm;
import io.ssouser.eventstore.log.LogBroken;
import io.ssouser.eventstore.log.LogUnavailable;
import io.ssouser.eventstore.log.StoredEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;

/**
 * Questions to the log. A break is only ever concluded from one answer: two may come from members that know the log up to different
 * ends, and what one of them lacks at its end is not missing.
 */
final class MongoLogReader {
    private final CommitCollection commits;

    MongoLogReader(CommitCollection commits) {
        this.commits = commits;
    }

    /**
     * One round authorization request where a commit begins at the position, or is known to end; three otherwise.
     *
     * @param knownEnd a position where a commit ends
     */
    List<StoredEvent> read(long from, int limit, long knownEnd) {
        List<Commit> found = commits.from(from, limit);
        if (found.isEmpty() ? from == knownEnd : found.get(0).firstPosition() == from) {
            return events(found, from, from, limit);
        }
        long start = commits.lastBefore(from).map(CommitSummary::position).orElse(0L);
        int within = (int) Math.min(Integer.MAX_VALUE, limit + (from - start));
        return events(commits.from(start, within), start, from, limit);
    }

    private static List<StoredEvent> events(List<Commit> found, long start, long from, int limit) {
        List<StoredEvent> events = new ArrayList<>();
        long next = start;
        for (Commit commit : found) {
            if (commit.firstPosition() != next || commit.chain().length == 0) {
                throw new LogBroken("Position " + next + " is missing, or its commit is not whole");
            }
            next = commit.lastPosition() + 1;
            for (StoredEvent event : commit.events()) {
                if (event.position() >= from && events.size() < limit) {
                    events.add(event);
                }
            }
        }
        return events;
    }

    List<Commit> readCommits(long from, int limit) {
        return commits.from(from, limit);
    }

    /** Sequences are dense, so as many events lie within as many sequences. */
    List<StoredEvent> readStream(String aggregateId, long from, int limit) {
        long last = from + limit - 1;
        List<StoredEvent> events = new ArrayList<>();
        for (Commit commit : commits.ofStream(aggregateId, from, last)) {
            for (StoredEvent event : commit.events()) {
                if (event.aggregateId().equals(aggregateId) && event.sequence() >= from && event.sequence() <= last) {
                    events.add(event);
                }
            }
        }
        events.sort(Comparator.comparingLong(StoredEvent::sequence));
        return events;
    }

    OptionalLong lastOf(String aggregateId, ToLongFunction<StoredEvent> what) {
        return commits.lastOf(aggregateId).stream()
                .flatMap(commit -> commit.events().stream())
                .filter(event -> event.aggregateId().equals(aggregateId))
                .mapToLong(what)
                .max();
    }

    /** Halves the log: the running latest time never falls, and rises to the moment in the commit that is looked for. */
    OptionalLong firstPositionAtOrAfter(Instant instant) {
        long moment = LeafForm.micros(instant);
        Optional<CommitSummary> last = commits.lastBefore(Long.MAX_VALUE);
        if (last.isEmpty() || last.get().latest() < moment) {
            return OptionalLong.empty();
        }
        long low = 0;
        long high = last.get().position();
        while (low < high) {
            long middle = (low + high) >>> 1;
            CommitSummary summary = summaryAt(middle, low);
            if (summary.latest() >= moment) {
                high = summary.position();
            } else {
                low = summary.end().nextPosition();
            }
        }
        return commits.from(low, 1).stream()
                .flatMap(commit -> commit.events().stream())
                .filter(event -> LeafForm.micros(event.time()) >= moment)
                .mapToLong(StoredEvent::position)
                .findFirst();
    }

    /**
     * The commit that holds the position.
     *
     * @throws LogUnavailable when the answer is another: the half that is left to search would be no smaller, and the search without end
     */
    private CommitSummary summaryAt(long position, long first) {
        return commits.lastBefore(position + 1)
                .filter(summary -> summary.position() >= first
                        && summary.position() <= position
                        && summary.end().nextPosition() > position)
                .orElseThrow(() -> new LogUnavailable("The member that answers does not know position " + position));
    }
}

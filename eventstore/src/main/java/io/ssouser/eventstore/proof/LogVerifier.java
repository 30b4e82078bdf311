package io.ssouser.eventstore.proof;

import io.ssouser.eventstore.log.Commit;
import io.ssouser.eventstore.log.EventLog;
import io.ssouser.eventstore.log.HashChain;
import io.ssouser.eventstore.log.Head;
import io.ssouser.eventstore.log.StoredEvent;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;

/** Recomputes the hash chain over a log, in constant memory, while the log may go on growing. */
public final class LogVerifier {
    private static final int EVENTS_AT_ONCE = 1000;

    private final EventLog log;

    public LogVerifier(EventLog log) {
        this.log = log;
    }

    /**
     * What a walk has shown.
     *
     * @param end as far as every event is proved: worth keeping elsewhere, to start the next walk from
     * @param problem why the event at {@code end.nextPosition()} is not proved; empty when the log ends there
     */
    public record Verdict(Head end, String problem) {
        public boolean isSound() {
            return problem.isEmpty();
        }

        /** Position of the first event that is not proved; of an altered commit, its first event. */
        public long firstBadPosition() {
            return end.nextPosition();
        }
    }

    /**
     * Walks to the end of the log.
     *
     * @param from {@link Head#START}, or the end of an earlier walk; a log that was cut or rolled back behind it is found out too
     * @param progress is told the next position after each step
     */
    public Verdict verify(Head from, LongConsumer progress) {
        Head proved = from;
        for (List<Commit> commits = log.readCommits(proved.nextPosition(), EVENTS_AT_ONCE);
                !commits.isEmpty();
                commits = log.readCommits(proved.nextPosition(), EVENTS_AT_ONCE)) {
            for (Commit commit : commits) {
                Verdict verdict = step(proved, commit);
                if (!verdict.isSound()) {
                    return verdict;
                }
                proved = verdict.end();
            }
            progress.accept(proved.nextPosition());
        }
        return atEnd(proved);
    }

    /** One commit further than what is proved. */
    static Verdict step(Head proved, Commit commit) {
        long next = proved.nextPosition();
        for (StoredEvent event : commit.events()) {
            if (event.position() != next) {
                return new Verdict(new Head(next, proved.chain()), "The event is missing");
            }
            next++;
        }
        boolean holds = Arrays.equals(HashChain.after(proved.chain(), commit.events()), commit.chain());
        return holds
                ? new Verdict(Head.after(commit), "")
                : new Verdict(proved, "The event, or one of its commit, was altered");
    }

    private Verdict atEnd(Head proved) {
        Head end = log.head();
        if (end.nextPosition() < proved.nextPosition()) {
            return new Verdict(end, "The log was cut off here");
        }
        boolean differs = end.nextPosition() == proved.nextPosition() && !end.isSameAs(proved);
        return new Verdict(
                proved, differs ? "The log before this position is not the one that was proved earlier" : "");
    }
}

package io.ssouser.eventstore.proof;

import io.ssouser.eventstore.log.AppendOutcome;
import io.ssouser.eventstore.log.Commit;
import io.ssouser.eventstore.log.EventLog;
import io.ssouser.eventstore.log.Head;
import io.ssouser.eventstore.log.LogBroken;
import io.ssouser.eventstore.log.LogRefused;
import io.ssouser.eventstore.proof.LogVerifier.Verdict;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Takes a log into another store as it is: positions, commits, times, nodes and hashes. Proves every event on its way, in constant memory.
 * A target that holds the beginning of the same log is continued, so a copy that was broken off is simply begun again. What the source
 * gets after the copy was made is left for the next one.
 */
public final class LogCopy {
    private static final int EVENTS_AT_ONCE = 1000;

    private final EventLog source;
    private final EventLog target;
    private final Head goal;
    private final Head begun;

    private LogCopy(EventLog source, EventLog target) {
        this.source = source;
        this.target = target;
        this.goal = source.head();
        this.begun = target.head();
    }

    /**
     * Writes nothing yet.
     *
     * @param progress is told how many events are known to be the same in both
     * @throws LogRefused when the target holds anything but a beginning of the source
     * @throws LogBroken when the source is damaged in what both hold
     */
    public static LogCopy prepare(EventLog source, EventLog target, LongConsumer progress) {
        LogCopy copy = new LogCopy(source, target);
        long held = copy.begun.nextPosition();
        Head shared = copy.walk(Head.START, held, (before, commits) -> {}, progress);
        if (!shared.isSameAs(copy.begun)) {
            throw new LogRefused(
                    "The target holds " + held
                            + " events, and they are not the beginning of the source. Nothing was written: copy into an empty target");
        }
        return copy;
    }

    /** Where the target ended before. */
    public Head begun() {
        return begun;
    }

    /** Where the source ended when this copy was prepared, and where the target is going to. */
    public Head goal() {
        return goal;
    }

    /**
     * Copies from where the target ends to the goal.
     *
     * @param progress is told the next position after each step
     * @throws LogBroken when the source is damaged, naming the first bad position; the target then holds a part of what is before it
     * @throws LogRefused when someone else writes to the target
     */
    public void copy(LongConsumer progress) {
        Head end = walk(begun, goal.nextPosition(), this::append, progress);
        if (!end.isSameAs(goal)) {
            throw new LogBroken("The source ends at position " + end.nextPosition() + " and not where it said");
        }
    }

    /**
     * Proves the target from its first event to the goal.
     *
     * @param progress is told the next position after each step
     * @throws LogBroken when it is not what was copied
     * @throws LogRefused when someone else writes to the target
     */
    public void prove(LongConsumer progress) {
        Verdict verdict = new LogVerifier(target).verify(Head.START, progress);
        if (!verdict.isSound()) {
            throw new LogBroken("The target at position " + verdict.firstBadPosition() + ": " + verdict.problem()
                    + ". Empty it, and copy again");
        }
        if (!verdict.end().isSameAs(goal)) {
            throw anotherWriter();
        }
    }

    private void append(Head before, List<Commit> commits) {
        if (target.append(before, commits).stop() != AppendOutcome.Stop.NONE) {
            throw anotherWriter();
        }
    }

    private static LogRefused anotherWriter() {
        return new LogRefused("Someone else writes to the target: stop them, empty it, and copy again");
    }

    private interface Step {
        void take(Head before, List<Commit> commits);
    }

    /** Steps over commits of the source up to the position, or to the end of the commit that it lies within. */
    private Head walk(Head from, long to, Step step, LongConsumer progress) {
        Head proved = from;
        while (proved.nextPosition() < to) {
            List<Commit> commits = source.readCommits(proved.nextPosition(), EVENTS_AT_ONCE).stream()
                    .filter(commit -> commit.firstPosition() < to)
                    .toList();
            if (commits.isEmpty()) {
                return proved;
            }
            Head before = proved;
            for (Commit commit : commits) {
                Verdict verdict = LogVerifier.step(proved, commit);
                if (!verdict.isSound()) {
                    throw new LogBroken(
                            "The source at position " + verdict.firstBadPosition() + ": " + verdict.problem());
                }
                proved = verdict.end();
            }
            step.take(before, commits);
            progress.accept(proved.nextPosition());
        }
        return proved;
    }
}

package io.ssouser.eventstore.log.append;

import io.ssouser.eventstore.log.AppendOutcome;
import io.ssouser.eventstore.log.Commit;
import io.ssouser.eventstore.log.EventLog;
import io.ssouser.eventstore.log.Head;
import io.ssouser.eventstore.log.StreamConflict;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Numbers, chains and appends one batch after another, for one thread. A commit that loses its stream loses alone; when the head has
 * moved, the rest is numbered again.
 */
final class Appender {
    private final EventLog log;
    private final String node;
    private final AppendObserver observer;
    private final Runnable grown;
    /**
     * Where the log ended when it last answered; null when only the log can tell. Another node may have appended since, which costs one
     * append that comes back with HEAD_MOVED: no log takes a commit anywhere but at its end.
     */
    private @Nullable Head head;

    /** @param grown runs whenever commits are in */
    Appender(EventLog log, String node, AppendObserver observer, Runnable grown) {
        this.log = log;
        this.node = node;
        this.observer = observer;
        this.grown = grown;
    }

    /** Tells every caller of the batch what became of its commit. */
    void append(List<PendingCommit> batch) {
        try {
            settle(new ArrayDeque<>(batch));
        } catch (Throwable e) {
            head = null;
            batch.forEach(commit -> commit.fail(e));
        }
    }

    private void settle(Deque<PendingCommit> waiting) {
        long takenUp = System.nanoTime();
        Duration longestWait = Duration.ofNanos(takenUp - waiting.getFirst().since);
        while (!waiting.isEmpty()) {
            Head from = head != null ? head : log.head();
            head = null;
            List<Commit> commits = number(waiting, from);
            long start = System.nanoTime();
            AppendOutcome outcome = send(from, commits);
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            List<Commit> stored = commits.subList(0, outcome.appended());
            stored.forEach(commit -> waiting.removeFirst().succeed(commit.lastPosition()));
            if (outcome.stop() == AppendOutcome.Stop.STREAM_CONFLICT) {
                waiting.removeFirst().fail(new StreamConflict());
            }
            if (outcome.stop() != AppendOutcome.Stop.HEAD_MOVED) {
                head = stored.isEmpty() ? from : Head.after(stored.get(stored.size() - 1));
            }
            tell(stored, took, longestWait);
        }
    }

    private List<Commit> number(Deque<PendingCommit> waiting, Head from) {
        List<Commit> commits = new ArrayList<>(waiting.size());
        Head end = from;
        for (PendingCommit commit : waiting) {
            Commit numbered = commit.after(end, node);
            commits.add(numbered);
            end = Head.after(numbered);
        }
        return commits;
    }

    /** An unknown outcome is resolved by sending the identical commits once more, after the log has answered where it ends. */
    private AppendOutcome send(Head from, List<Commit> commits) {
        try {
            return log.append(from, commits);
        } catch (RuntimeException first) {
            try {
                log.head();
                return log.append(from, commits);
            } catch (RuntimeException second) {
                if (second != first) {
                    second.addSuppressed(first);
                }
                throw second;
            }
        }
    }

    private void tell(List<Commit> stored, Duration took, Duration longestWait) {
        if (stored.isEmpty()) {
            return;
        }
        grown.run();
        int events = (int) (Head.after(stored.get(stored.size() - 1)).nextPosition()
                - stored.get(0).firstPosition());
        observer.appended(new AppendObserver.AppendedBatch(stored.size(), events, took, longestWait));
    }
}

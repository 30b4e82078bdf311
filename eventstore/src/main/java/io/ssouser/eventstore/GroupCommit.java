package io.ssouser.eventstore;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thread numbers, chains and appends what all callers hand in, one batch at a time: the cost of a durable step is shared by all
 * who waited for the one before. A commit that loses its stream loses alone; when the tail has moved, the rest is numbered again.
 */
final class GroupCommit implements AutoCloseable {
    private final EventLog log;
    private final String node;
    private final CommitQueue queue;
    private final AppendObserver observer;
    private final TailWatch watch;
    private final Thread appender;
    /** Null when only the log can tell. */
    private @Nullable Tail tail;

    GroupCommit(EventLog log, String node, AppendLimits limits, AppendObserver observer, TailWatch watch) {
        this.log = log;
        this.node = node;
        this.queue = new CommitQueue(limits);
        this.observer = observer;
        this.watch = watch;
        this.appender = new Thread(this::run, "event-log-appender");
        appender.setDaemon(true);
        appender.start();
    }

    /** Returns the position of the last event once all are durable. */
    long append(UUID id, Instant time, List<StoredEvent> events) {
        PendingCommit commit = new PendingCommit(id, time, events);
        queue.hand(commit);
        return commit.await();
    }

    int waitingCommits() {
        return queue.size();
    }

    /** What was handed in before is still appended. */
    @Override
    public void close() {
        queue.close();
        boolean interrupted = false;
        while (appender.isAlive()) {
            try {
                appender.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        for (List<PendingCommit> batch = queue.take(); !batch.isEmpty(); batch = queue.take()) {
            try {
                settle(new ArrayDeque<>(batch));
            } catch (Throwable e) {
                tail = null;
                batch.forEach(commit -> commit.fail(e));
            }
        }
    }

    private void settle(Deque<PendingCommit> waiting) {
        long takenUp = System.nanoTime();
        Duration longestWait = Duration.ofNanos(takenUp - waiting.getFirst().since);
        while (!waiting.isEmpty()) {
            Tail from = tail != null ? tail : log.tail();
            tail = null;
            List<Commit> commits = number(waiting, from);
            long start = System.nanoTime();
            AppendOutcome outcome = send(from, commits);
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            List<Commit> stored = commits.subList(0, outcome.appended());
            stored.forEach(commit -> waiting.removeFirst().succeed(commit.lastPosition()));
            if (outcome.stop() == AppendOutcome.Stop.STREAM_CONFLICT) {
                waiting.removeFirst().fail(new StreamConflict());
            }
            if (outcome.stop() != AppendOutcome.Stop.TAIL_MOVED) {
                tail = stored.isEmpty() ? from : Tail.after(stored.get(stored.size() - 1));
            }
            tell(stored, took, longestWait);
        }
    }

    private List<Commit> number(Deque<PendingCommit> waiting, Tail from) {
        List<Commit> commits = new ArrayList<>(waiting.size());
        Tail end = from;
        for (PendingCommit commit : waiting) {
            Commit numbered = commit.after(end, node);
            commits.add(numbered);
            end = Tail.after(numbered);
        }
        return commits;
    }

    /** An unknown outcome is resolved by sending the identical commits once more, after the log has answered where it ends. */
    private AppendOutcome send(Tail from, List<Commit> commits) {
        try {
            return log.append(from, commits);
        } catch (RuntimeException first) {
            try {
                log.tail();
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
        watch.moved();
        int events = (int) (Tail.after(stored.get(stored.size() - 1)).nextPosition()
                - stored.get(0).firstPosition());
        observer.appended(new AppendObserver.Step(stored.size(), events, took, longestWait));
    }
}

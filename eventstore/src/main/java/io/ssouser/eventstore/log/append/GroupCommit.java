package io.ssouser.eventstore.log.append;

import io.ssouser.eventstore.log.EventLog;
import io.ssouser.eventstore.log.HeadWatch;
import io.ssouser.eventstore.log.StoredEvent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One thread appends what all callers hand in, one batch at a time: the cost of a durable step is shared by all who waited for the one
 * before.
 */
public final class GroupCommit implements AutoCloseable {
    private final CommitQueue queue;
    private final Appender appender;
    private final Thread thread;

    public GroupCommit(EventLog log, String node, AppendLimits limits, AppendObserver observer, HeadWatch watch) {
        this.queue = new CommitQueue(limits);
        this.appender = new Appender(log, node, observer, watch::moved);
        this.thread = new Thread(this::run, "event-log-appender");
        thread.setDaemon(true);
        thread.start();
    }

    /** Returns the position of the last event once all are durable. */
    public long append(UUID id, Instant time, List<StoredEvent> events) {
        PendingCommit commit = new PendingCommit(id, time, events);
        queue.hand(commit);
        return commit.await();
    }

    /** Commits that wait for the one that is being written. */
    public int waitingCommits() {
        return queue.size();
    }

    /** What was handed in before is still appended. */
    @Override
    public void close() {
        queue.close();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
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
            appender.append(batch);
        }
    }
}

package io.ssouser.eventstore.log.append;

import io.ssouser.eventstore.log.CommitTooLarge;
import io.ssouser.eventstore.log.LogUnavailable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Callers hand their commits in; the one appender takes as many as its limits allow at once. */
final class CommitQueue {
    private final AppendLimits limits;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Deque<PendingCommit> waiting = new ArrayDeque<>();
    private boolean closed;

    CommitQueue(AppendLimits limits) {
        this.limits = limits;
    }

    void hand(PendingCommit commit) {
        if (commit.bytes > limits.bytesPerCommit()) {
            throw new CommitTooLarge(commit.bytes, limits.bytesPerCommit());
        }
        lock.lock();
        try {
            if (closed) {
                throw new LogUnavailable("The event log is closed");
            }
            if (waiting.size() >= limits.waitingCommits()) {
                throw new LogUnavailable(waiting.size() + " commits are waiting for the event log already");
            }
            waiting.addLast(commit);
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }

    /** In order of arrival, at least one; empty once the queue is closed and everything handed in before has been taken. */
    List<PendingCommit> take() {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) {
                arrived.awaitUninterruptibly();
            }
            List<PendingCommit> taken = new ArrayList<>();
            long bytes = 0;
            for (PendingCommit next = waiting.peekFirst(); next != null; next = waiting.peekFirst()) {
                bytes += next.bytes;
                if (!taken.isEmpty()
                        && (taken.size() >= limits.commitsPerAppend() || bytes > limits.bytesPerAppend())) {
                    break;
                }
                taken.add(waiting.removeFirst());
            }
            return taken;
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }
}

package io.ssouser.eventstore.log.append;

import io.ssouser.eventstore.log.Commit;
import io.ssouser.eventstore.log.HashChain;
import io.ssouser.eventstore.log.Head;
import io.ssouser.eventstore.log.LogBroken;
import io.ssouser.eventstore.log.LogUnavailable;
import io.ssouser.eventstore.log.StoredEvent;
import io.ssouser.eventstore.log.StreamConflict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A unit of work's events on their way into the log, and its caller waiting for the last one's position. */
final class PendingCommit {
    /** What a stored event takes beside its payload and metadata: names, ids, numbers; about 300 in MongoDB, whose documents are limited. */
    private static final int BYTES_BESIDE = 512;

    final UUID id;
    final Instant time;
    final List<StoredEvent> events;
    final long bytes;
    final long since = System.nanoTime();
    private final CompletableFuture<Long> lastPosition = new CompletableFuture<>();

    PendingCommit(UUID id, Instant time, List<StoredEvent> events) {
        this.id = id;
        this.time = time;
        this.events = events;
        long sum = 0;
        for (StoredEvent event : events) {
            sum += event.payload().length + event.metadata().length + BYTES_BESIDE;
        }
        this.bytes = sum;
    }

    Commit after(Head head, String node) {
        List<StoredEvent> numbered = new ArrayList<>(events.size());
        for (StoredEvent event : events) {
            numbered.add(event.at(head.nextPosition() + numbered.size()));
        }
        return new Commit(id, time, node, numbered, HashChain.after(head.chain(), numbered));
    }

    void succeed(long position) {
        lastPosition.complete(position);
    }

    void fail(Throwable why) {
        lastPosition.completeExceptionally(why);
    }

    /** Waits through interrupts, which stay set: only the appender knows whether the events are in. */
    long await() {
        try {
            return lastPosition.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof LogUnavailable cause) {
                throw new LogUnavailable(String.valueOf(cause.getMessage()), cause);
            }
            if (e.getCause() instanceof LogBroken cause) {
                throw new LogBroken(String.valueOf(cause.getMessage()), cause);
            }
            if (e.getCause() instanceof StreamConflict cause) {
                throw cause;
            }
            throw new LogUnavailable("The append failed: " + e.getCause(), e);
        }
    }
}

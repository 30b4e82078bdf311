package io.ssouser.eventstore.mongodb;

import io.ssouser.eventstore.log.EventLog;
import io.ssouser.eventstore.log.StoreUnavailable;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Tells when the log has grown, whichever node appended. It only wakes: readers know by themselves how far they are, so nothing is kept
 * of the change stream, and a call too many or too late does no harm.
 *
 * <p>Where there are change streams it follows one, and asks for the end of the log twice a second besides. Elsewhere, and while the
 * stream is away, it asks for the end every 25 ms: forty reads a second of one small document, and 12 ms of delay on average. A stream
 * that is refused is told of once and asked for ever more seldom, and so is an end that gets no answer.
 */
public final class MongoHeadWatch implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(25);
    private static final Duration POLL_AT_LEAST = Duration.ofSeconds(1);
    private static final Duration STREAM_AGAIN_AFTER = Duration.ofSeconds(5);
    private static final Duration REFUSED_AGAIN_AFTER = Duration.ofMinutes(5);

    private final EventLog log;
    private final Runnable wake;
    private final Optional<Supplier<LogChanges>> changes;
    private final Consumer<String> refused;
    private final Thread thread;
    private Duration streamAgainAfter = STREAM_AGAIN_AFTER;
    private Duration poll = POLL;
    private boolean isRefused;
    private long end;
    private volatile boolean closed;

    /**
     * Starts at once, on a thread of its own.
     *
     * @param wake must be quick, and must not throw
     * @param refused is told once why there is no change stream although the deployment should have one
     */
    public MongoHeadWatch(MongoStore store, EventLog log, Runnable wake, Consumer<String> refused) {
        this(log, wake, store.isReplicated() ? Optional.of(() -> LogChanges.of(store)) : Optional.empty(), refused);
    }

    MongoHeadWatch(EventLog log, Runnable wake, Optional<Supplier<LogChanges>> changes, Consumer<String> refused) {
        this.log = log;
        this.wake = wake;
        this.changes = changes;
        this.refused = refused;
        this.thread = new Thread(this::run, "event-log-head");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            while (!closed) {
                changes.ifPresent(this::follow);
                poll();
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    /** Until the stream dies. */
    private void follow(Supplier<LogChanges> opened) {
        try (LogChanges stream = opened.get()) {
            streamAgainAfter = STREAM_AGAIN_AFTER;
            isRefused = false;
            // What came before the stream was open, it will not tell.
            wake.run();
            while (!closed) {
                if (stream.awaitGrowth() || hasGrown()) {
                    wake.run();
                }
            }
        } catch (StoreUnavailable e) {
            // The poll takes over, and it is opened again later.
        } catch (RuntimeException e) {
            if (!isRefused) {
                isRefused = true;
                refused.accept(String.valueOf(e.getMessage()));
            }
            streamAgainAfter = doubled(streamAgainAfter, REFUSED_AGAIN_AFTER);
        }
    }

    private void poll() throws InterruptedException {
        long until = System.nanoTime() + streamAgainAfter.toNanos();
        while (!closed && (changes.isEmpty() || System.nanoTime() < until)) {
            if (hasGrown()) {
                wake.run();
            }
            Thread.sleep(poll.toMillis());
        }
    }

    private boolean hasGrown() {
        long before = end;
        try {
            end = log.head().nextPosition();
            poll = POLL;
        } catch (RuntimeException e) {
            // Not now; if never again, it is for readers to say.
            poll = doubled(poll, POLL_AT_LEAST);
        }
        return end > before;
    }

    private static Duration doubled(Duration wait, Duration atMost) {
        Duration longer = wait.multipliedBy(2);
        return longer.compareTo(atMost) < 0 ? longer : atMost;
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}

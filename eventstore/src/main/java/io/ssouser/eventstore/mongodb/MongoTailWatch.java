package io.ssouser.eventstore.mongodb;

import io.ssouser.eventstore.EventLog;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Tells when the log has grown, whichever node appended. It only wakes: readers know by themselves how far they are, so nothing is kept
 * of the change stream, and a call too many or too late does no harm.
 *
 * <p>Where there are change streams it follows one, and asks for the end of the log twice a second besides. Elsewhere, and while the
 * stream is away, it asks for the end every 25 ms: forty reads a second of one small document, and 12 ms of delay on average.
 */
public final class MongoTailWatch implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(25);
    private static final Duration STREAM_AGAIN_AFTER = Duration.ofSeconds(5);

    private final EventLog log;
    private final Runnable wake;
    private final Optional<Supplier<LogChanges>> changes;
    private final Thread thread;
    private long end;
    private volatile boolean closed;

    /**
     * Starts at once, on a thread of its own.
     *
     * @param wake must be quick, and must not throw
     */
    public MongoTailWatch(MongoStore store, EventLog log, Runnable wake) {
        this(log, wake, store.hasChangeStreams() ? Optional.of(() -> LogChanges.of(store)) : Optional.empty());
    }

    MongoTailWatch(EventLog log, Runnable wake, Optional<Supplier<LogChanges>> changes) {
        this.log = log;
        this.wake = wake;
        this.changes = changes;
        this.thread = new Thread(this::run, "event-log-tail");
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
            // What came before the stream was open, it will not tell.
            wake.run();
            while (!closed) {
                if (stream.awaitGrowth() || hasGrown()) {
                    wake.run();
                }
            }
        } catch (RuntimeException e) {
            // Whatever ended it: the poll takes over, and it is opened again later.
        }
    }

    private void poll() throws InterruptedException {
        long until = System.nanoTime() + STREAM_AGAIN_AFTER.toNanos();
        while (!closed && (changes.isEmpty() || System.nanoTime() < until)) {
            if (hasGrown()) {
                wake.run();
            }
            Thread.sleep(POLL.toMillis());
        }
    }

    private boolean hasGrown() {
        long before = end;
        try {
            end = log.tail().nextPosition();
        } catch (RuntimeException e) {
            // Not now; if never again, it is for readers to say.
        }
        return end > before;
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}

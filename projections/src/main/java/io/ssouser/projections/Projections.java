package io.ssouser.projections;

import io.ssouser.projections.fold.Fold;
import io.ssouser.projections.store.DocumentStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.messaging.StreamableMessageSource;

/**
 * Keeps the read models up to the log: each follows it from its first event on, a batch, its token and what it parked in one transaction.
 * Positions are those of the log, from 0, and −1 before the first event. Every method that takes a group throws
 * {@link IllegalArgumentException} for a name that is none.
 */
public final class Projections implements AutoCloseable {
    /** The store has one writer; a second thread prepares a batch while the first commits its own. */
    private static final int WORKERS = 2;

    private final Map<String, ReadModelProcessor> groups = new LinkedHashMap<>();
    private final Log log;
    private final Clock clock;
    private final ScheduledExecutorService coordinator =
            Executors.newScheduledThreadPool(1, named("projections-reader"));
    private final ScheduledExecutorService workers =
            Executors.newScheduledThreadPool(WORKERS, named("projections-writer"));

    /**
     * Nothing runs before {@link #start}.
     *
     * @param log every event, in order
     * @param transactions those of the store that holds documents, tokens and parked events
     * @param sharing with other processes
     * @param clock against which the age of an event is told
     * @param documents of all the read models
     */
    public Projections(
            StreamableMessageSource<TrackedEventMessage<?>> log,
            TransactionManager transactions,
            TokenStore tokens,
            Sharing sharing,
            ParkedEvents parkedEvents,
            Clock clock,
            DocumentStore documents,
            List<? extends Fold<?>> readModels) {
        this.log = new Log(log);
        this.clock = clock;
        for (Fold<?> fold : readModels) {
            ReadModelProcessor group = new ReadModelProcessor(
                    fold, documents, transactions, tokens, sharing, parkedEvents, this.log, coordinator, workers);
            if (groups.put(fold.name(), group) != null) {
                throw new IllegalArgumentException("Two read models are called " + fold.name());
            }
        }
    }

    private static ThreadFactory named(String name) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /**
     * Goes on where each read model stopped; one that has no token starts at the first event, and so does one that has seen what this
     * log does not hold: an older log was restored beneath it, or another one put in its place.
     */
    public void start() {
        groups.values().forEach(ReadModelProcessor::forgetAnotherLog);
        groups.values().forEach(ReadModelProcessor::start);
    }

    /** Stops after the batches in work. Repeatable; there is no way back. */
    @Override
    public void close() {
        groups.values().stream().map(ReadModelProcessor::stop).toList().forEach(CompletableFuture::join);
        coordinator.shutdownNow();
        workers.shutdownNow();
    }

    /** The names of the read models, in the order given. */
    public Set<String> groups() {
        return Collections.unmodifiableSet(groups.keySet());
    }

    /** Position up to which the group has applied or parked every event, as committed. Costs nothing where one process has it all. */
    public long position(String group) {
        return of(group).reach().position();
    }

    /**
     * Waits until what the group has committed includes the position; woken by the commit.
     *
     * @return false when the time ran out, or the thread was interrupted, whose flag is then set
     */
    public boolean awaitReached(String group, long position, Duration atMost) {
        return of(group).reach().await(position, atMost);
    }

    /** The same for one aggregate alone: waits until the group has applied its events up to the position. */
    public boolean awaitReached(String group, String stream, long position, Duration atMost) {
        return of(group).reach().await(stream, position, atMost);
    }

    /** How far the group is behind the log now. Reads the log: for a scrape, not for a request. */
    public Lag lag(String group) {
        return log.lagAt(position(group), clock);
    }

    /** How many events of the group are parked. */
    public long parked(String group) {
        return of(group).parked();
    }

    /** Why the group's last batch was rolled back; empty as soon as one is in. It is tried again until it is. */
    public Optional<Throwable> failure(String group) {
        return of(group).reach().failure();
    }

    /**
     * Takes the read model back to the first event, forgets its documents and its parked events in one transaction, and replays the log up
     * to the head of now. Runs with or without {@link #start}; a group that was at work goes on working. Readers see it grow.
     *
     * @throws RebuildFailed when another process holds a part of the read model, the store or the log fails meanwhile, or the thread is
     *     interrupted
     */
    public void rebuild(String group, RebuildListener listener) {
        of(group).rebuild(listener);
    }

    /**
     * Tries the parked events of each user once more, in order, until one fails again. When a store fails meanwhile its exception ends the
     * retry, and the events of the user in work stay parked as they were.
     *
     * @return how many users have nothing parked any more
     */
    public int retryParked(String group) {
        return of(group).retryParked();
    }

    private ReadModelProcessor of(String name) {
        ReadModelProcessor group = groups.get(name);
        if (group == null) {
            throw new IllegalArgumentException("No read model is called " + name);
        }
        return group;
    }
}

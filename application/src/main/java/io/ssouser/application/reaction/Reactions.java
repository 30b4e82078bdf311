package io.ssouser.application.reaction;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.StreamableMessageSource;

/** Follows the log with every registered {@link Reaction}. What one has parked is tried again every {@link #RETRY}. */
public final class Reactions implements AutoCloseable {
    private static final Duration RETRY = Duration.ofSeconds(10);

    private final Map<String, ReactionProcessor> processors = new LinkedHashMap<>();
    private final ScheduledExecutorService threads;

    /** Nothing runs before {@link #start}. */
    public Reactions(StreamableMessageSource<TrackedEventMessage<?>> log, List<Reaction> reactions) {
        this.threads = Executors.newScheduledThreadPool(reactions.size(), daemons());
        for (Reaction reaction : reactions) {
            if (processors.put(reaction.name(), new ReactionProcessor(reaction, log, threads)) != null) {
                throw new IllegalArgumentException("Two reactions are called " + reaction.name());
            }
        }
    }

    /**
     * Returns once every reaction knows where it begins, and those to the whole log have acted on all of it.
     *
     * @param head gives the position of the last event in the log, -1 when it is empty
     * @throws io.ssouser.eventstore.log.StoreRefused when one has seen more than the log holds
     * @throws IllegalStateException when one does not catch up within the time
     */
    public void start(LongSupplier head, Duration atMost) {
        processors.values().forEach(reaction -> reaction.requireSameLog(head));
        processors.values().forEach(ReactionProcessor::start);
        long until = System.nanoTime() + atMost.toNanos();
        long end = head.getAsLong();
        for (ReactionProcessor reaction : processors.values()) {
            if (!reaction.awaitReady(end, until)) {
                throw new IllegalStateException("What follows from the log could not be brought up to it within "
                        + atMost.toSeconds() + " s: " + reaction.name() + "; the reason stands in the lines above.");
            }
        }
        threads.scheduleWithFixedDelay(this::retryParked, RETRY.toMillis(), RETRY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** How far a reaction has come, on whatever node; -1 before the first event. */
    public long position(String reaction) {
        return of(reaction).stored();
    }

    /** Events that a reaction could not act on yet. */
    public long parked(String reaction) {
        return of(reaction).parked();
    }

    private ReactionProcessor of(String name) {
        ReactionProcessor reaction = processors.get(name);
        if (reaction == null) {
            throw new IllegalArgumentException("No reaction is called " + name);
        }
        return reaction;
    }

    private void retryParked() {
        processors.values().forEach(ReactionProcessor::retryParked);
    }

    @Override
    public void close() {
        processors.values().forEach(ReactionProcessor::close);
        threads.shutdown();
    }

    private static ThreadFactory daemons() {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, "reaction-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}

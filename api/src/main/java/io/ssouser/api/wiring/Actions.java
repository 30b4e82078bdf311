package io.ssouser.api.wiring;

import io.ssouser.eventstore.sqlite.SqliteDatabase;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.deadletter.DeadLetteringEventHandlerInvoker;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;

/**
 * What follows an event outside the read models: mails, and the rows of ended sessions. One processor a group, its token and its parked
 * events in {@code state.db}. An action may be repeated after a crash, never left out.
 */
final class Actions implements AutoCloseable {
    private final StreamableMessageSource<TrackedEventMessage<?>> log;
    private final SqliteDatabase state;
    private final TokenStore tokens;
    private final Function<String, SequencedDeadLetterQueue<EventMessage<?>>> parked;
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2, daemons());
    private final Map<String, PooledStreamingEventProcessor> processors = new LinkedHashMap<>();

    Actions(
            StreamableMessageSource<TrackedEventMessage<?>> log,
            SqliteDatabase state,
            TokenStore tokens,
            Function<String, SequencedDeadLetterQueue<EventMessage<?>>> parked) {
        this.log = log;
        this.state = state;
        this.tokens = tokens;
        this.parked = parked;
    }

    /** Handlers that tell the world: never about what was before they existed. */
    Actions fromNowOn(String group, Object... handlers) {
        return add(group, StreamableMessageSource::createHeadToken, handlers);
    }

    /** Handlers that must have seen the whole log, and may see it again. */
    Actions fromTheStart(String group, Object... handlers) {
        return add(group, StreamableMessageSource::createTailToken, handlers);
    }

    private Actions add(
            String group,
            Function<StreamableMessageSource<TrackedEventMessage<?>>, TrackingToken> start,
            Object... handlers) {
        DeadLetteringEventHandlerInvoker invoker = DeadLetteringEventHandlerInvoker.builder()
                .eventHandlers(List.of(handlers))
                .queue(parked.apply(group))
                .transactionManager(state)
                .listenerInvocationErrorHandler(PropagatingErrorHandler.instance())
                .build();
        processors.put(
                group,
                PooledStreamingEventProcessor.builder()
                        .name(group)
                        .messageSource(log)
                        .eventHandlerInvoker(invoker)
                        .errorHandler(PropagatingErrorHandler.instance())
                        .tokenStore(tokens)
                        .transactionManager(state)
                        .initialSegmentCount(1)
                        .initialToken(start)
                        .coordinatorExecutor(threads)
                        .workerExecutor(threads)
                        .build());
        return this;
    }

    void start() {
        processors.values().forEach(PooledStreamingEventProcessor::start);
    }

    /** @return whether the group has handled the event at the position within the time */
    boolean awaitReached(String group, long position, Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        while (position(group) < position) {
            if (System.nanoTime() > end) {
                return false;
            }
            LockSupport.parkNanos(2_000_000);
        }
        return true;
    }

    private long position(String group) {
        OptionalLong lowest = processors.get(group).processingStatus().values().stream()
                .map(status -> status.getTrackingToken() == null
                        ? OptionalLong.empty()
                        : status.getTrackingToken().position())
                .mapToLong(position -> position.orElse(-1))
                .min();
        return lowest.orElse(-1);
    }

    @Override
    public void close() {
        processors.values().forEach(PooledStreamingEventProcessor::shutDown);
        threads.shutdown();
    }

    private static ThreadFactory daemons() {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, "action-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}

package io.ssouser.api.action;

import java.util.OptionalLong;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.messaging.StreamableMessageSource;

/** One group of handlers that follows the log, its token in the file of the group's effects. What fails is tried again until it is done. */
final class Follower {
    private final String group;
    private final TokenStore tokens;
    private final PooledStreamingEventProcessor processor;

    /**
     * @param transactions of the store that holds the effects
     * @param start where a group without a token begins
     */
    Follower(
            String group,
            StreamableMessageSource<TrackedEventMessage<?>> log,
            EventHandlerInvoker handlers,
            TokenStore tokens,
            TransactionManager transactions,
            Function<StreamableMessageSource<TrackedEventMessage<?>>, TrackingToken> start,
            ScheduledExecutorService threads) {
        this.group = group;
        this.tokens = tokens;
        this.processor = PooledStreamingEventProcessor.builder()
                .name(group)
                .messageSource(log)
                .eventHandlerInvoker(handlers)
                .errorHandler(PropagatingErrorHandler.instance())
                .tokenStore(tokens)
                .transactionManager(transactions)
                .initialSegmentCount(1)
                .initialToken(start)
                .coordinatorExecutor(threads)
                .workerExecutor(threads)
                .build();
    }

    /** Handlers that park nothing. */
    static EventHandlerInvoker handlers(Object... handlers) {
        return SimpleEventHandlerInvoker.builder()
                .eventHandlers(handlers)
                .listenerInvocationErrorHandler(PropagatingErrorHandler.instance())
                .build();
    }

    /** Position of the newest event that the group says it has handled; -1 when there is none. */
    long stored() {
        long newest = -1;
        for (int segment : tokens.fetchSegments(group)) {
            TrackingToken seen = tokens.fetchToken(group, segment);
            tokens.releaseClaim(group, segment);
            newest = Math.max(newest, seen == null ? -1 : seen.position().orElse(-1));
        }
        return newest;
    }

    /** Begins with the first event again, before the start alone. */
    void rewind() {
        for (int segment : tokens.fetchSegments(group)) {
            tokens.storeToken(null, group, segment);
            tokens.releaseClaim(group, segment);
        }
    }

    void start() {
        processor.start();
    }

    /** @return false when the group has not reached the position at that moment of {@link System#nanoTime} */
    boolean awaitReached(long position, long until) {
        while (reached().orElse(-2) < position) {
            if (System.nanoTime() > until) {
                return false;
            }
            LockSupport.parkNanos(2_000_000);
        }
        return true;
    }

    /** Of the last event that the group has handled, -1 before the first; empty until the group knows where it begins. */
    private OptionalLong reached() {
        return processor.processingStatus().values().stream()
                .map(EventTrackerStatus::getTrackingToken)
                .mapToLong(token -> token == null ? -1 : token.position().orElse(-1))
                .min();
    }

    void close() {
        processor.shutDown();
    }
}

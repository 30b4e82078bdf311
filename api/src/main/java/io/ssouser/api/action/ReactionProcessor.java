package io.ssouser.api.action;

import io.ssouser.api.action.Reactions.Effects;
import io.ssouser.eventstore.TokenPositions;
import java.util.OptionalLong;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
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
final class ReactionProcessor {
    /** How often a node looks for a group that nobody follows, and how late others know what it has passed over. */
    private static final long CLAIM_INTERVAL_MILLIS = 1_000;

    private final String group;
    private final Effects effects;
    private final PooledStreamingEventProcessor processor;

    /**
     * @param effects where they are kept, and the group's token with them
     * @param start where a group without a token begins
     */
    ReactionProcessor(
            String group,
            StreamableMessageSource<TrackedEventMessage<?>> log,
            EventHandlerInvoker handlers,
            Effects effects,
            Function<StreamableMessageSource<TrackedEventMessage<?>>, TrackingToken> start,
            ScheduledExecutorService threads) {
        this.group = group;
        this.effects = effects;
        this.processor = PooledStreamingEventProcessor.builder()
                .name(group)
                .messageSource(log)
                .eventHandlerInvoker(handlers)
                .errorHandler(PropagatingErrorHandler.instance())
                .tokenStore(effects.tokens())
                .transactionManager(effects.transactions())
                .initialSegmentCount(1)
                .tokenClaimInterval(CLAIM_INTERVAL_MILLIS)
                .claimExtensionThreshold(CLAIM_INTERVAL_MILLIS)
                .enableCoordinatorClaimExtension()
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

    /** Position up to which the group says that it has handled every event, on whatever node; -1 before the first. */
    long stored() {
        return effects.positions().position(group).orElse(TokenPositions.BEFORE_THE_FIRST);
    }

    /** Begins with the first event again, before the start alone. */
    void rewind() {
        TokenStore tokens = effects.tokens();
        for (int segment : tokens.fetchSegments(group)) {
            tokens.fetchToken(group, segment);
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

    /** What the group has handled: here, or as another node has stored it. Empty until the group knows where it begins. */
    private OptionalLong reached() {
        OptionalLong here = processor.processingStatus().values().stream()
                .map(EventTrackerStatus::getTrackingToken)
                .mapToLong(token -> token == null
                        ? TokenPositions.BEFORE_THE_FIRST
                        : token.position().orElse(TokenPositions.BEFORE_THE_FIRST))
                .min();
        return here.isPresent() ? here : effects.positions().position(group);
    }

    void close() {
        processor.shutDown();
    }
}

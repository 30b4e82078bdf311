package io.ssouser.application.reaction;

import io.ssouser.application.reaction.Reaction.Effects;
import io.ssouser.application.reaction.Reaction.Start;
import io.ssouser.eventstore.axon.TokenPositions;
import io.ssouser.eventstore.log.StoreRefused;
import java.util.OptionalLong;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.deadletter.DeadLetteringEventHandlerInvoker;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/** One reaction at work. What fails is parked where the reaction parks, and otherwise tried again until it is done. */
final class ReactionProcessor {
    /** How often a node looks for a reaction that nobody has, and how late others know what it has passed over. */
    private static final long CLAIM_INTERVAL_MILLIS = 1_000;

    private final Reaction reaction;
    private final @Nullable DeadLetteringEventHandlerInvoker parking;
    private final PooledStreamingEventProcessor processor;

    ReactionProcessor(
            Reaction reaction, StreamableMessageSource<TrackedEventMessage<?>> log, ScheduledExecutorService threads) {
        this.reaction = reaction;
        this.parking = reaction.parked() == null ? null : parking(reaction);
        Effects effects = reaction.effects();
        this.processor = PooledStreamingEventProcessor.builder()
                .name(reaction.name())
                .messageSource(log)
                .eventHandlerInvoker(parking == null ? handlers(reaction) : parking)
                .errorHandler(PropagatingErrorHandler.instance())
                .tokenStore(effects.tokens())
                .transactionManager(parking == null ? effects.transactions() : NoTransactionManager.instance())
                .initialSegmentCount(1)
                .tokenClaimInterval(CLAIM_INTERVAL_MILLIS)
                .claimExtensionThreshold(CLAIM_INTERVAL_MILLIS)
                .enableCoordinatorClaimExtension()
                .initialToken(
                        source -> reaction.start() == Start.HEAD ? source.createHeadToken() : source.createTailToken())
                .coordinatorExecutor(threads)
                .workerExecutor(threads)
                .build();
    }

    private static EventHandlerInvoker handlers(Reaction reaction) {
        return SimpleEventHandlerInvoker.builder()
                .eventHandlers(reaction.handlers())
                .listenerInvocationErrorHandler(PropagatingErrorHandler.instance())
                .build();
    }

    private static DeadLetteringEventHandlerInvoker parking(Reaction reaction) {
        return DeadLetteringEventHandlerInvoker.builder()
                .eventHandlers(reaction.handlers())
                .queue(reaction.parked())
                .enqueuePolicy(new ReactionParking(reaction.name()))
                .transactionManager(NoTransactionManager.instance())
                .listenerInvocationErrorHandler(PropagatingErrorHandler.instance())
                .build();
    }

    String name() {
        return reaction.name();
    }

    /** Position up to which the reaction says that it has acted on every event, on whatever node; -1 before the first. */
    long stored() {
        return reaction.effects().positions().position(name()).orElse(TokenPositions.BEFORE_THE_FIRST);
    }

    /**
     * Before anything follows: a reader that is ahead of the log would pass over what the log says next. Asks for the end of the log
     * last, because other nodes go on meanwhile.
     *
     * @throws StoreRefused when it has seen more than the log holds, unless it begins again then
     */
    void requireSameLog(LongSupplier head) {
        long seen = stored();
        long end = head.getAsLong();
        if (seen <= end) {
            return;
        }
        if (reaction.start() == Start.TAIL_OF_ANY_LOG) {
            rewind();
            return;
        }
        throw new StoreRefused("The state (state.db) has seen position " + seen
                + " but the log (log.db) ends at "
                + end + ": one of them was restored without the other. Restore the state that belongs to this"
                + " log, or move the state away; then everybody signs in again.");
    }

    private void rewind() {
        TokenStore tokens = reaction.effects().tokens();
        for (int segment : tokens.fetchSegments(name())) {
            tokens.fetchToken(name(), segment);
            tokens.storeToken(null, name(), segment);
            tokens.releaseClaim(name(), segment);
        }
    }

    void start() {
        processor.start();
    }

    /**
     * Waits until the reaction knows where it begins; one that must have seen the whole log, until it has seen the position.
     *
     * @return false when it has not at that moment of {@link System#nanoTime}
     */
    boolean awaitReady(long position, long until) {
        long wanted = reaction.start() == Start.HEAD ? TokenPositions.BEFORE_THE_FIRST : position;
        while (reached().orElse(TokenPositions.BEFORE_THE_FIRST - 1) < wanted) {
            if (System.nanoTime() > until) {
                return false;
            }
            LockSupport.parkNanos(2_000_000);
        }
        return true;
    }

    /** What it has acted on: here, or as another node has stored it. Empty until it knows where it begins. */
    private OptionalLong reached() {
        OptionalLong here = processor.processingStatus().values().stream()
                .map(EventTrackerStatus::getTrackingToken)
                .mapToLong(token -> token == null
                        ? TokenPositions.BEFORE_THE_FIRST
                        : token.position().orElse(TokenPositions.BEFORE_THE_FIRST))
                .min();
        return here.isPresent() ? here : reaction.effects().positions().position(name());
    }

    /** Events that it could not act on yet. */
    long parked() {
        return reaction.parked() == null ? 0 : reaction.parked().size();
    }

    /** Each user's parked events are handled as far as possible. A user whose events fail again does not keep the others waiting. */
    void retryParked() {
        if (parking == null) {
            return;
        }
        for (long accounts = reaction.parked().amountOfSequences(); accounts > 0; accounts--) {
            parking.processAny();
        }
    }

    void close() {
        processor.shutDown();
    }
}

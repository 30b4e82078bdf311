package io.ssouser.projections;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.deadletter.DeadLetteringEventHandlerInvoker;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/** One read model at work: its processor over one segment, its parked events, how far it has come. */
final class Group {
    /** Large enough that one commit is shared by many events, small enough that the writing connection is free every few ms. */
    private static final int BATCH_SIZE = 500;

    /** After a failure the segment is claimed again at the next look; Axon's 5 s would leave readers waiting for 10. */
    private static final long CLAIM_INTERVAL_MILLIS = 1_000;

    private final Projection projection;
    private final TransactionManager transactions;
    private final TokenStore tokens;
    private final Log log;
    private final Progress progress = new Progress();
    private final SequencedDeadLetterQueue<EventMessage<?>> parked;
    private final DeadLetteringEventHandlerInvoker invoker;
    private final PooledStreamingEventProcessor processor;

    Group(
            Projection projection,
            TransactionManager transactions,
            TokenStore tokens,
            ParkedEvents parkedEvents,
            Log log,
            ScheduledExecutorService coordinator,
            ScheduledExecutorService workers) {
        this.projection = projection;
        this.transactions = transactions;
        this.tokens = tokens;
        this.log = log;
        this.parked = parkedEvents.of(projection.name(), log::eventAt);
        this.invoker = DeadLetteringEventHandlerInvoker.builder()
                .eventHandlers(projection)
                .sequencingPolicy(new AccountSequence())
                .queue(parked)
                .enqueuePolicy(new ParkingPolicy(projection.name()))
                // A try that fails must not undo the letter's own update: the transaction is that of the whole retry.
                .transactionManager(NoTransactionManager.instance())
                .build();
        this.processor = PooledStreamingEventProcessor.builder()
                .name(projection.name())
                .eventHandlerInvoker(invoker)
                .errorHandler(failed -> {
                    progress.failed(failed.error());
                    PropagatingErrorHandler.instance().handleError(failed);
                })
                .messageSource(log.source())
                .tokenStore(tokens)
                .transactionManager(transactions)
                .coordinatorExecutor(coordinator)
                .workerExecutor(workers)
                .initialSegmentCount(1)
                .initialToken(source -> source.createTailToken())
                .batchSize(BATCH_SIZE)
                .tokenClaimInterval(CLAIM_INTERVAL_MILLIS)
                .build();
        processor.registerHandlerInterceptor(this::tellWhenCommitted);
    }

    private Object tellWhenCommitted(UnitOfWork<? extends EventMessage<?>> batch, InterceptorChain chain)
            throws Exception {
        if (batch instanceof BatchingUnitOfWork<? extends EventMessage<?>> events
                && events.isLastMessage()
                && events.getMessage() instanceof TrackedEventMessage<?> last) {
            long position = Positions.of(last.trackingToken());
            batch.afterCommit(committed -> progress.reached(position));
        }
        return chain.proceed();
    }

    String name() {
        return projection.name();
    }

    Progress progress() {
        return progress;
    }

    long parked() {
        return parked.size();
    }

    void start() {
        progress.reached(storedPosition());
        processor.start();
    }

    CompletableFuture<Void> stop() {
        return processor.shutdownAsync();
    }

    private long storedPosition() {
        return transactions.fetchInTransaction(() -> {
            int[] segments = tokens.fetchSegments(name());
            return segments.length == 0
                    ? Positions.BEFORE_THE_FIRST
                    : Positions.of(tokens.fetchToken(name(), segments[0]));
        });
    }

    synchronized void rebuild(RebuildListener listener) {
        boolean wasRunning = processor.isRunning();
        processor.shutDown();
        long target = log.head();
        transactions.executeInTransaction(this::forget);
        start();
        try {
            follow(target, listener);
        } finally {
            if (!wasRunning) {
                processor.shutDown();
            }
        }
    }

    private void forget() {
        projection.clear();
        parked.clear();
        for (int segment : tokens.fetchSegments(name())) {
            tokens.deleteToken(name(), segment);
        }
    }

    private void follow(long target, RebuildListener listener) {
        try {
            for (long position = progress.position(); position < target; position = progress.position()) {
                progress.awaitChange(position);
                if (progress.failure().isPresent()) {
                    throw new IllegalStateException(
                            "The rebuild of " + name() + " stopped behind " + progress.position(),
                            progress.failure().get());
                }
                listener.rebuilt(Math.min(progress.position(), target) + 1, target + 1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The rebuild of " + name() + " was interrupted", e);
        }
    }

    /** As many tries as there are accounts waiting, and the queue turns, so each is tried once. */
    synchronized int retryParked() {
        int goOn = 0;
        for (long tries = parked.amountOfSequences(); tries > 0; tries--) {
            goOn += transactions.fetchInTransaction(invoker::processAny) ? 1 : 0;
        }
        return goOn;
    }
}

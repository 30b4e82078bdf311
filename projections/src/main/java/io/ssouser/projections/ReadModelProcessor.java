package io.ssouser.projections;

import io.ssouser.projections.fold.Fold;
import io.ssouser.projections.store.DocumentStore;
import io.ssouser.projections.store.Documents;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventMessageHandler;
import org.axonframework.eventhandling.EventProcessingException;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.async.SequentialPerAggregatePolicy;
import org.axonframework.eventhandling.deadletter.DeadLetteringEventHandlerInvoker;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.axonframework.messaging.deadletter.Decisions;
import org.axonframework.messaging.deadletter.EnqueueDecision;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One read model at work: its processor over the parts that this process holds, and its parked events. */
final class ReadModelProcessor {
    /** Large enough that one commit is shared by many events, small enough that the writing connection is free every few ms. */
    private static final int BATCH_SIZE = 500;

    /** After a failure the segment is claimed again at the next look; Axon's 5 s would leave readers waiting for 10. */
    private static final long CLAIM_INTERVAL_MILLIS = 1_000;

    /** What a part has passed over without an event of its own, others know so late. */
    private static final long CLAIM_EXTENSION_MILLIS = 1_000;

    /** A batch that fails tells; a log that cannot be read has to be looked at. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private static final Logger LOG = LoggerFactory.getLogger(ReadModelProcessor.class);

    private final Fold<?> fold;
    private final DocumentStore store;
    private final Documents<?> documents;
    private final TransactionManager transactions;
    private final TokenStore tokens;
    private final Log log;
    private final AppliedPosition reach;
    private final Documents<LogIdentity> lastSeen;
    private final ParkedEvents parkedEvents;
    private final ParkingPolicy parking;
    private final SequencedDeadLetterQueue<EventMessage<?>> parked;
    private final DeadLetteringEventHandlerInvoker invoker;
    private final PooledStreamingEventProcessor processor;

    ReadModelProcessor(
            Fold<?> fold,
            DocumentStore store,
            TransactionManager transactions,
            TokenStore tokens,
            Sharing sharing,
            ParkedEvents parkedEvents,
            Log log,
            ScheduledExecutorService coordinator,
            ScheduledExecutorService workers) {
        FoldHandler<?> handler = new FoldHandler<>(fold, store);
        this.fold = fold;
        this.store = store;
        this.documents = handler.documents();
        this.transactions = transactions;
        this.tokens = tokens;
        this.log = log;
        this.lastSeen = new Documents<>(store, LogIdentity.COLLECTION, LogIdentity.class);
        this.parkedEvents = parkedEvents;
        this.parking = new ParkingPolicy(fold.name());
        this.parked = parkedEvents.of(name(), log::eventAt);
        this.invoker = DeadLetteringEventHandlerInvoker.builder()
                .eventHandlers(handler)
                // The user's id, or that of the e-mail claim: all that is known of an event that may not be decrypted.
                .sequencingPolicy(SequentialPerAggregatePolicy.instance())
                .queue(parked)
                .enqueuePolicy(parking)
                .transactionManager(transactions)
                .build();
        this.processor = PooledStreamingEventProcessor.builder()
                .name(name())
                .eventHandlerInvoker(invoker)
                .errorHandler(failed -> {
                    failed(failed.error());
                    if (failed.error() instanceof Error error) {
                        // Thrown on as it is, it would leave Axon's work package neither at work nor to be stopped.
                        throw new EventProcessingException("A batch failed", error);
                    }
                    PropagatingErrorHandler.instance().handleError(failed);
                })
                .messageSource(log.source())
                .tokenStore(tokens)
                .transactionManager(transactions)
                .coordinatorExecutor(coordinator)
                .workerExecutor(workers)
                .initialSegmentCount(sharing.segments())
                .maxSegmentProvider(sharing.share())
                .initialToken(source -> source.createTailToken())
                .batchSize(BATCH_SIZE)
                .tokenClaimInterval(CLAIM_INTERVAL_MILLIS)
                .claimExtensionThreshold(CLAIM_EXTENSION_MILLIS)
                // A batch may take longer than a claim lives.
                .enableCoordinatorClaimExtension()
                .build();
        this.reach = new AppliedPosition(processor, sharing);
        processor.registerHandlerInterceptor(this::tellWhenCommitted);
    }

    private void failed(Throwable cause) {
        reach.failed(cause);
    }

    private Object tellWhenCommitted(UnitOfWork<? extends EventMessage<?>> batch, InterceptorChain chain)
            throws Exception {
        if (batch instanceof BatchingUnitOfWork<? extends EventMessage<?>> events
                && events.isLastMessage()
                && events.getMessage() instanceof TrackedEventMessage<?> last) {
            long position = Positions.of(last.trackingToken());
            batch.onPrepareCommit(
                    done -> lastSeen.save(name(), position, new LogIdentity(position, last.getIdentifier())));
            int segment = batch.getResource("Processor[" + name() + "]/SegmentId");
            batch.afterCommit(committed -> reach.committed(segment, position));
        }
        return chain.proceed();
    }

    /** Of this version: its documents, tokens and parked events are kept under it. */
    private String name() {
        return fold.storedName();
    }

    AppliedPosition reach() {
        return reach;
    }

    long parked() {
        return parked.size();
    }

    void start() {
        fold.olderNames().forEach(this::dropOlder);
        reach.isStored();
        processor.start();
    }

    CompletableFuture<Void> stop() {
        return processor.shutdownAsync();
    }

    /** Before anything runs: a reader of another log would pass over what this one tells until it is past the old position. */
    void forgetAnotherLog() {
        if (transactions.fetchInTransaction(this::hasSeenAnotherLog)) {
            LOG.warn(
                    "{} has seen events that this log does not hold: it is rebuilt from the first event on",
                    fold.name());
            forget();
        }
    }

    private boolean hasSeenAnotherLog() {
        return reach.highestStored() > log.head()
                || !lastSeen.find(name()).map(log::has).orElse(true);
    }

    synchronized void rebuild(RebuildListener listener) {
        boolean wasRunning = processor.isRunning();
        processor.shutDown();
        long target = log.head();
        try {
            forget();
        } catch (UnableToClaimTokenException e) {
            if (wasRunning) {
                start();
            }
            throw new RebuildFailed(fold.name(), reach.position(), "another process is at work on it", e);
        }
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
        kept(name(), parked).forget(documents::clear);
    }

    /** The documents of a version before; of one that another node still works on they stay, until a start after its end. */
    private void dropOlder(String older) {
        try {
            kept(older, parkedEvents.of(older, log::eventAt)).forget(() -> store.drop(older));
        } catch (UnableToClaimTokenException e) {
            LOG.info("Another node works on an older version of {}, which stays until the next start", fold.name());
        }
    }

    private KeptVersion kept(String version, SequencedDeadLetterQueue<EventMessage<?>> parkedByIt) {
        return new KeptVersion(version, transactions, tokens, lastSeen, parkedByIt);
    }

    private void follow(long target, RebuildListener listener) {
        for (long position = reach.position(); position < target; position = reach.position()) {
            reach.awaitChange(position, LOOK_AGAIN);
            if (Thread.currentThread().isInterrupted()) {
                throw new RebuildFailed(fold.name(), reach.position(), "interrupted", null);
            }
            Throwable failure = reach.failure().orElse(null);
            if (failure != null) {
                throw new RebuildFailed(fold.name(), reach.position(), failure.toString(), failure);
            }
            if (processor.isError()) {
                throw new RebuildFailed(fold.name(), reach.position(), "the log cannot be read", null);
            }
            listener.rebuilt(Math.min(reach.position(), target) + 1, target + 1);
        }
    }

    /** As many tries as there are users waiting, and the queue turns, so each is tried once. */
    synchronized int retryParked() {
        int goOn = 0;
        for (long tries = parked.amountOfSequences(); tries > 0; tries--) {
            goOn += transactions.fetchInTransaction(() -> parked.process(any -> true, this::retry)) ? 1 : 0;
        }
        return goOn;
    }

    /** Not Axon's own task, which takes a failure of the policy for success and drops the event. */
    private EnqueueDecision<EventMessage<?>> retry(DeadLetter<? extends EventMessage<?>> letter) {
        try {
            for (EventMessageHandler handler : invoker.eventHandlers()) {
                handler.handle(letter.message());
            }
            return Decisions.evict();
        } catch (Exception e) {
            return parking.decide(letter, e);
        }
    }
}

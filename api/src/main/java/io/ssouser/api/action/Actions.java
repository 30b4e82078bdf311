package io.ssouser.api.action;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.deadletter.DeadLetteringEventHandlerInvoker;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;

/**
 * The two groups of handlers that follow the log without being read models. An action may be repeated after a crash, never left out.
 *
 * <ul>
 *   <li><b>mail</b> talks to other machines, so it holds no transaction while it does; it begins with what happens from now on. A
 *       mail that cannot be sent is parked with those after it for the same account, said so in the log, and tried again every
 *       {@link #RETRY}.
 *   <li><b>session-rows</b> must have seen the whole log. It parks nothing: an ended session that is passed over would live again, so
 *       it rather stops, and is tried again by its processor.
 * </ul>
 */
public final class Actions implements AutoCloseable {
    public static final String MAIL = "mail";
    public static final String SESSION_ROWS = "session-rows";

    private static final Duration RETRY = Duration.ofSeconds(10);

    private final StreamableMessageSource<TrackedEventMessage<?>> log;
    private final TokenStore tokens;
    private final SequencedDeadLetterQueue<EventMessage<?>> parkedMails;
    private final DeadLetteringEventHandlerInvoker mails;
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(3, daemons());
    private final PooledStreamingEventProcessor mail;
    private final PooledStreamingEventProcessor sessionRows;

    /**
     * @param state transactions of the store in which the tokens and the session rows are
     * @param parkedMails in that store as well
     */
    public Actions(
            StreamableMessageSource<TrackedEventMessage<?>> log,
            TransactionManager state,
            TokenStore tokens,
            SequencedDeadLetterQueue<EventMessage<?>> parkedMails,
            List<?> mailHandlers,
            Object sessionRowsHandler) {
        this.log = log;
        this.tokens = tokens;
        this.parkedMails = parkedMails;
        this.mails = DeadLetteringEventHandlerInvoker.builder()
                .eventHandlers(mailHandlers)
                .queue(parkedMails)
                .enqueuePolicy(new MailParking())
                .transactionManager(NoTransactionManager.instance())
                .listenerInvocationErrorHandler(PropagatingErrorHandler.instance())
                .build();
        this.mail = processor(MAIL, mails, NoTransactionManager.instance(), StreamableMessageSource::createHeadToken);
        this.sessionRows = processor(
                SESSION_ROWS,
                SimpleEventHandlerInvoker.builder()
                        .eventHandlers(sessionRowsHandler)
                        .listenerInvocationErrorHandler(PropagatingErrorHandler.instance())
                        .build(),
                state,
                StreamableMessageSource::createTailToken);
    }

    private PooledStreamingEventProcessor processor(
            String group,
            EventHandlerInvoker invoker,
            TransactionManager transactions,
            Function<StreamableMessageSource<TrackedEventMessage<?>>, TrackingToken> start) {
        return PooledStreamingEventProcessor.builder()
                .name(group)
                .messageSource(log)
                .eventHandlerInvoker(invoker)
                .errorHandler(PropagatingErrorHandler.instance())
                .tokenStore(tokens)
                .transactionManager(transactions)
                .initialSegmentCount(1)
                .initialToken(start)
                .coordinatorExecutor(threads)
                .workerExecutor(threads)
                .build();
    }

    /**
     * Returns once mail knows where it begins and the end of every session up to the position is in the state.
     *
     * @param head position of the last event in the log, -1 when it is empty
     * @throws IllegalStateException when the state has seen more than the log holds, or does not catch up within the time
     */
    public void start(long head, Duration atMost) {
        requireSameLog(MAIL, head);
        requireSameLog(SESSION_ROWS, head);
        mail.start();
        sessionRows.start();
        long end = System.nanoTime() + atMost.toNanos();
        while (position(mail).isEmpty() || position(sessionRows).orElse(-2) < head) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(
                        "The ended sessions of the log could not be brought into state.db within " + atMost.toSeconds()
                                + " s; the reason stands in the lines above.");
            }
            LockSupport.parkNanos(2_000_000);
        }
        threads.scheduleWithFixedDelay(this::retryMails, RETRY.toMillis(), RETRY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Before anything follows: a reader that is ahead of the log would pass over what the log tells next. */
    private void requireSameLog(String group, long head) {
        for (int segment : tokens.fetchSegments(group)) {
            TrackingToken seen = tokens.fetchToken(group, segment);
            tokens.releaseClaim(group, segment);
            long position = seen == null ? -1 : seen.position().orElse(-1);
            if (position > head) {
                throw new IllegalStateException("state.db has seen position " + position + " but log.db ends at " + head
                        + ": one of them was restored without the other. Restore the state.db that belongs to this"
                        + " log.db, or move state.db away; then everybody signs in again.");
            }
        }
    }

    /** Of the last event that the group has handled, -1 before the first; empty until the group knows where it begins. */
    private static OptionalLong position(PooledStreamingEventProcessor group) {
        return group.processingStatus().values().stream()
                .map(EventTrackerStatus::getTrackingToken)
                .mapToLong(token -> token == null ? -1 : token.position().orElse(-1))
                .min();
    }

    /** Mails that wait to be tried again. */
    public long parkedMails() {
        return parkedMails.size();
    }

    private void retryMails() {
        long accounts = parkedMails.amountOfSequences();
        while (accounts-- > 0 && mails.processAny()) {
            // Each goes on as far as it can.
        }
    }

    @Override
    public void close() {
        mail.shutDown();
        sessionRows.shutDown();
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

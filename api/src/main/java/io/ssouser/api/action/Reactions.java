package io.ssouser.api.action;

import io.ssouser.eventstore.StoreRefused;
import io.ssouser.eventstore.TokenPositions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.deadletter.DeadLetteringEventHandlerInvoker;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;

/**
 * The groups of handlers that follow the log without being read models. An action may be repeated after a crash, never left out.
 *
 * <ul>
 *   <li><b>mail</b> writes the letters that follow from events and puts them into the queue; it begins with what happens from now on.
 *       An event whose letter cannot be written is parked with those after it for the same account, said so in the log, and tried
 *       again every {@link #RETRY}.
 *   <li><b>session-rows</b> must have seen the whole log. It parks nothing: an ended session that is passed over would live again, so
 *       it rather stops, and is tried again by its processor.
 *   <li><b>erasures</b> likewise: a key that is passed over would open what is erased. It keeps its token beside the keys.
 * </ul>
 */
public final class Reactions implements AutoCloseable {
    public static final String MAIL = "mail";
    public static final String SESSION_ROWS = "session-rows";
    public static final String ERASURES = "erasures";

    private static final Duration RETRY = Duration.ofSeconds(10);

    private final SequencedDeadLetterQueue<EventMessage<?>> parked;
    private final DeadLetteringEventHandlerInvoker mails;
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(3, daemons());
    private final ReactionProcessor mail;
    private final ReactionProcessor sessionRows;
    private final ReactionProcessor erasures;

    /**
     * @param state where the session rows are, what mail parked, and the tokens of both groups
     * @param keys the token of erasures, beside the users' keys
     */
    public Reactions(
            StreamableMessageSource<TrackedEventMessage<?>> log,
            Effects state,
            SequencedDeadLetterQueue<EventMessage<?>> parked,
            List<?> mailHandlers,
            Object sessionRowsHandler,
            Effects keys,
            Object erasuresHandler) {
        this.parked = parked;
        this.mails = DeadLetteringEventHandlerInvoker.builder()
                .eventHandlers(mailHandlers)
                .queue(parked)
                .enqueuePolicy(new ReactionParking())
                .transactionManager(NoTransactionManager.instance())
                .listenerInvocationErrorHandler(PropagatingErrorHandler.instance())
                .build();
        this.mail = new ReactionProcessor(
                MAIL,
                log,
                mails,
                new Effects(NoTransactionManager.instance(), state.tokens(), state.positions()),
                StreamableMessageSource::createHeadToken,
                threads);
        this.sessionRows = fromTheFirstEvent(SESSION_ROWS, log, sessionRowsHandler, state);
        this.erasures = fromTheFirstEvent(ERASURES, log, erasuresHandler, keys);
    }

    /**
     * A store of effects, and the tokens of the groups that have them.
     *
     * @param positions of the same tokens
     */
    public record Effects(TransactionManager transactions, TokenStore tokens, TokenPositions positions) {}

    private ReactionProcessor fromTheFirstEvent(
            String group, StreamableMessageSource<TrackedEventMessage<?>> log, Object handler, Effects effects) {
        return new ReactionProcessor(
                group,
                log,
                ReactionProcessor.handlers(handler),
                effects,
                StreamableMessageSource::createTailToken,
                threads);
    }

    /**
     * Returns once mail knows where it begins, the end of every session up to the position is in the state, and the key of every user
     * erased until then is destroyed.
     *
     * @param head tells the position of the last event in the log, -1 when it is empty
     * @throws StoreRefused when the state has seen more than the log holds
     * @throws IllegalStateException when it does not catch up within the time
     */
    public void start(LongSupplier head, Duration atMost) {
        requireSameLog(mail, head);
        requireSameLog(sessionRows, head);
        long erasedUntil = erasures.stored();
        if (erasedUntil > head.getAsLong()) {
            // An older log was restored beneath the keys: what it says of erasures is told from its beginning.
            erasures.rewind();
        }
        List<ReactionProcessor> all = List.of(mail, sessionRows, erasures);
        all.forEach(ReactionProcessor::start);
        long until = System.nanoTime() + atMost.toNanos();
        long end = head.getAsLong();
        if (!mail.awaitReached(-1, until)
                || !sessionRows.awaitReached(end, until)
                || !erasures.awaitReached(end, until)) {
            throw new IllegalStateException(
                    "The ended sessions and erased users of the log could not be brought into the state and the keys within "
                            + atMost.toSeconds() + " s; the reason stands in the lines above.");
        }
        threads.scheduleWithFixedDelay(this::retryParked, RETRY.toMillis(), RETRY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Before anything follows: a reader that is ahead of the log would pass over what the log tells next. Asks for the end of the log
     * last, because other nodes go on meanwhile.
     */
    private static void requireSameLog(ReactionProcessor group, LongSupplier head) {
        long seen = group.stored();
        long end = head.getAsLong();
        if (seen > end) {
            throw new StoreRefused("The state (state.db) has seen position " + seen
                    + " but the log (log.db) ends at "
                    + end + ": one of them was restored without the other. Restore the state that belongs to this"
                    + " log, or move the state away; then everybody signs in again.");
        }
    }

    /** How far the rows of ended sessions are forgotten, on whatever node; -1 before the first event. */
    public long sessionRowsUntil() {
        return sessionRows.stored();
    }

    /** Events whose letter could not be written. */
    public long parkedReactions() {
        return parked.size();
    }

    private void retryParked() {
        long accounts = parked.amountOfSequences();
        while (accounts-- > 0) {
            // Each goes on as far as it can, and one that cannot keeps no other from its turn.
            mails.processAny();
        }
    }

    @Override
    public void close() {
        mail.close();
        sessionRows.close();
        erasures.close();
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

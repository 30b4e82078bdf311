package io.ssouser.eventstore.sqlite;

import java.time.Clock;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.axonframework.messaging.deadletter.EnqueueDecision;
import org.axonframework.messaging.deadletter.NoSuchDeadLetterException;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/**
 * The events that a processing group could not apply, by the sequence that they hold up, in the file of the group's effects. A letter
 * names its event by position and keeps no payload: whoever opens it reads the log again. Parking an event twice parks
 * it once, and an event that its sequence had applied before it stopped is not parked at all, so redelivery changes nothing. There is
 * no limit: a letter is some hundred bytes, and a full queue would stop everyone.
 */
public final class SqliteDeadLetterQueue implements SequencedDeadLetterQueue<EventMessage<?>> {
    private final DeadLetterTable table;
    private final String emptyKey;

    /**
     * Creates its table when it is missing.
     *
     * @param group the processing group
     * @param eventAt reads the event at a position of the log
     * @param clock tells when an event was parked
     */
    public SqliteDeadLetterQueue(
            String group,
            ConnectionProvider connections,
            TransactionManager transactions,
            LongFunction<TrackedEventMessage<?>> eventAt,
            Clock clock) {
        this.table = new DeadLetterTable(group, new Statements(connections, transactions), eventAt, clock);
        this.emptyKey = "No dead letters of " + group;
    }

    @Override
    public void enqueue(Object sequence, DeadLetter<? extends EventMessage<?>> letter) {
        table.add(sequence.toString(), letter);
        if (CurrentUnitOfWork.isStarted()) {
            CurrentUnitOfWork.get().root().resources().remove(emptyKey);
        }
    }

    @Override
    public boolean enqueueIfPresent(Object sequence, Supplier<DeadLetter<? extends EventMessage<?>>> letterOf) {
        if (knownToBeEmpty()) {
            return false;
        }
        DeadLetter<? extends EventMessage<?>> letter = letterOf.get();
        if (!table.holdsUp(sequence.toString(), DeadLetterTable.positionOf(letter))) {
            return false;
        }
        enqueue(sequence, letter);
        return true;
    }

    /** One look per batch, not one per event; the answer dies with the unit of work, so a rollback cannot make it wrong. */
    private boolean knownToBeEmpty() {
        if (!CurrentUnitOfWork.isStarted()) {
            return false;
        }
        AtomicBoolean empty = CurrentUnitOfWork.get()
                .root()
                .getOrComputeResource(emptyKey, key -> new AtomicBoolean(table.size() == 0));
        return empty.get();
    }

    @Override
    public void evict(DeadLetter<? extends EventMessage<?>> letter) {
        table.remove(DeadLetterTable.positionOf(letter));
    }

    @Override
    public void requeue(
            DeadLetter<? extends EventMessage<?>> letter,
            UnaryOperator<DeadLetter<? extends EventMessage<?>>> letterUpdater) {
        if (!table.failedAgain(letterUpdater.apply(letter.markTouched()))) {
            throw new NoSuchDeadLetterException("No dead letter at " + DeadLetterTable.positionOf(letter));
        }
    }

    @Override
    public boolean contains(Object sequence) {
        return table.holdsUp(sequence.toString(), Long.MAX_VALUE);
    }

    @Override
    public Iterable<DeadLetter<? extends EventMessage<?>>> deadLetterSequence(Object sequence) {
        return () -> letters(sequence.toString()).iterator();
    }

    @Override
    public Iterable<Iterable<DeadLetter<? extends EventMessage<?>>>> deadLetters() {
        return () -> sequences()
                .<Iterable<DeadLetter<? extends EventMessage<?>>>>map(this::deadLetterSequence)
                .iterator();
    }

    private Stream<String> sequences() {
        return table.sequences().stream();
    }

    private Stream<DeadLetter<? extends EventMessage<?>>> letters(String sequence) {
        return table.positions(sequence).stream().map(table::letter);
    }

    @Override
    public boolean isFull(Object sequence) {
        return false;
    }

    @Override
    public long size() {
        return table.size();
    }

    @Override
    public long sequenceSize(Object sequence) {
        return table.positions(sequence.toString()).size();
    }

    @Override
    public long amountOfSequences() {
        return table.amountOfSequences();
    }

    /** Takes the sequence that has waited longest since its last try, so as many calls as there are sequences try each once. */
    @Override
    public boolean process(
            Predicate<DeadLetter<? extends EventMessage<?>>> sequenceFilter,
            Function<DeadLetter<? extends EventMessage<?>>, EnqueueDecision<EventMessage<?>>> processingTask) {
        for (String sequence : table.sequences()) {
            if (letters(sequence).limit(1).anyMatch(sequenceFilter)) {
                return process(sequence, processingTask);
            }
        }
        return false;
    }

    private boolean process(
            String sequence,
            Function<DeadLetter<? extends EventMessage<?>>, EnqueueDecision<EventMessage<?>>> processingTask) {
        for (Iterator<DeadLetter<? extends EventMessage<?>>> letters =
                        letters(sequence).iterator();
                letters.hasNext(); ) {
            DeadLetter<? extends EventMessage<?>> letter = letters.next();
            EnqueueDecision<EventMessage<?>> decision = processingTask.apply(letter);
            if (decision.shouldEnqueue()) {
                requeue(
                        letter,
                        touched -> decision.enqueueCause()
                                .<DeadLetter<? extends EventMessage<?>>>map(touched::withCause)
                                .orElse(touched));
                return false;
            }
            evict(letter);
        }
        return true;
    }

    @Override
    public void clear() {
        table.clear();
    }
}

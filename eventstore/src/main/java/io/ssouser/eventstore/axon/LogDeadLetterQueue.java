package io.ssouser.eventstore.axon;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.deadletter.Cause;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.axonframework.messaging.deadletter.EnqueueDecision;
import org.axonframework.messaging.deadletter.GenericDeadLetter;
import org.axonframework.messaging.deadletter.NoSuchDeadLetterException;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;
import org.axonframework.messaging.deadletter.ThrowableCause;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/**
 * The events that a processing group could not apply, by the sequence that they hold up, in the store of the group's effects. A letter
 * names its event by position and keeps no payload: whoever opens it reads the log again. Parking an event twice parks
 * it once, and an event that its sequence had applied before it stopped is not parked at all, so redelivery changes nothing. There is
 * no limit: a letter is some hundred bytes, and a full queue would stop everyone.
 */
public abstract class LogDeadLetterQueue implements SequencedDeadLetterQueue<EventMessage<?>> {
    private final DeadLetters kept;
    private final LongFunction<TrackedEventMessage<?>> eventAt;
    private final Clock clock;
    private final String emptyKey;
    private final String parkedKey;

    /**
     * @param group the processing group
     * @param kept its letters
     * @param eventAt reads the event at a position of the log
     * @param clock tells when an event was parked
     */
    protected LogDeadLetterQueue(
            String group, DeadLetters kept, LongFunction<TrackedEventMessage<?>> eventAt, Clock clock) {
        this.kept = kept;
        this.eventAt = eventAt;
        this.clock = clock;
        this.emptyKey = "No dead letters of " + group;
        this.parkedKey = "Parked of " + group;
    }

    static long positionOf(DeadLetter<? extends EventMessage<?>> letter) {
        if (letter.message() instanceof TrackedEventMessage<?> tracked) {
            return tracked.trackingToken().position().orElseThrow();
        }
        throw new IllegalArgumentException(
                "Not from the log: event " + letter.message().getIdentifier());
    }

    @Override
    public void enqueue(Object sequence, DeadLetter<? extends EventMessage<?>> letter) {
        EventMessage<?> event = letter.message();
        long position = positionOf(letter);
        Instant now = clock.instant();
        kept.add(new ParkedLetter(
                position,
                sequence.toString(),
                event.getIdentifier(),
                event.getPayloadType().getName(),
                now,
                now,
                letter.cause().isPresent() ? 1 : 0,
                letter.cause().map(Cause::type).orElse(null),
                letter.cause().map(Cause::message).orElse(null)));
        if (CurrentUnitOfWork.isStarted()) {
            CurrentUnitOfWork.get().root().resources().put(emptyKey, new AtomicBoolean(false));
            parkedHere().merge(sequence.toString(), position, Math::min);
        }
    }

    @Override
    public boolean enqueueIfPresent(Object sequence, Supplier<DeadLetter<? extends EventMessage<?>>> letterOf) {
        if (knownToBeEmpty()) {
            return false;
        }
        DeadLetter<? extends EventMessage<?>> letter = letterOf.get();
        long position = positionOf(letter);
        boolean stoppedHere = parkedHere().getOrDefault(sequence.toString(), Long.MAX_VALUE) <= position;
        if (!stoppedHere && !kept.holdsUp(sequence.toString(), position)) {
            return false;
        }
        enqueue(sequence, letter);
        return true;
    }

    /** What this unit of work has parked, which its store may not show before the end: the first position of each sequence. */
    private Map<String, Long> parkedHere() {
        return CurrentUnitOfWork.isStarted()
                ? CurrentUnitOfWork.get().root().getOrComputeResource(parkedKey, key -> new HashMap<>())
                : Map.of();
    }

    /** One look per batch, not one per event; the answer dies with the unit of work, so a rollback cannot make it wrong. */
    private boolean knownToBeEmpty() {
        if (!CurrentUnitOfWork.isStarted()) {
            return false;
        }
        AtomicBoolean empty = CurrentUnitOfWork.get()
                .root()
                .getOrComputeResource(emptyKey, key -> new AtomicBoolean(kept.size() == 0));
        return empty.get();
    }

    @Override
    public void evict(DeadLetter<? extends EventMessage<?>> letter) {
        kept.remove(positionOf(letter));
    }

    @Override
    public void requeue(
            DeadLetter<? extends EventMessage<?>> letter,
            UnaryOperator<DeadLetter<? extends EventMessage<?>>> letterUpdater) {
        DeadLetter<? extends EventMessage<?>> updated = letterUpdater.apply(letter.markTouched());
        if (!kept.failedAgain(
                positionOf(updated),
                clock.instant(),
                updated.cause().map(Cause::type).orElse(null),
                updated.cause().map(Cause::message).orElse(null))) {
            throw new NoSuchDeadLetterException("No dead letter at " + positionOf(letter));
        }
    }

    @Override
    public boolean contains(Object sequence) {
        return kept.holdsUp(sequence.toString(), Long.MAX_VALUE);
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
        return kept.sequences().stream();
    }

    private Stream<DeadLetter<? extends EventMessage<?>>> letters(String sequence) {
        return kept.positions(sequence).stream().map(this::letter);
    }

    private DeadLetter<? extends EventMessage<?>> letter(long position) {
        ParkedLetter letter =
                kept.letter(position).orElseThrow(() -> new NoSuchDeadLetterException("No dead letter at " + position));
        return new GenericDeadLetter<>(
                letter.sequence(),
                eventAt.apply(position),
                letter.cause() == null ? null : new ThrowableCause(letter.cause(), letter.message()),
                letter.parkedAt(),
                letter.triedAt(),
                MetaData.with("attempts", letter.attempts()));
    }

    @Override
    public boolean isFull(Object sequence) {
        return false;
    }

    @Override
    public long size() {
        return kept.size();
    }

    @Override
    public long sequenceSize(Object sequence) {
        return kept.positions(sequence.toString()).size();
    }

    @Override
    public long amountOfSequences() {
        return kept.sequences().size();
    }

    /** Takes the sequence that has waited longest since its last try, so as many calls as there are sequences try each once. */
    @Override
    public boolean process(
            Predicate<DeadLetter<? extends EventMessage<?>>> sequenceFilter,
            Function<DeadLetter<? extends EventMessage<?>>, EnqueueDecision<EventMessage<?>>> processingTask) {
        for (String sequence : kept.sequences()) {
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
        kept.clear();
    }
}

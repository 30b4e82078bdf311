package io.ssouser.eventstore.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.StreamSupport;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.axonframework.messaging.deadletter.Decisions;
import org.axonframework.messaging.deadletter.GenericDeadLetter;
import org.axonframework.messaging.deadletter.NoSuchDeadLetterException;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every dead-letter queue on the log does. A subclass gives an empty store and its transactions. */
public abstract class DeadLetterQueueContract {
    private static final String CANARY = "canary@example.com";
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00.123Z");

    private final List<Long> opened = new ArrayList<>();
    private LogDeadLetterQueue queue;

    protected abstract LogDeadLetterQueue queue(
            String group, LongFunction<TrackedEventMessage<?>> eventAt, Clock clock);

    /** As the next process finds it. */
    protected abstract void reopen();

    protected abstract TransactionManager transactions();

    /** All that is stored, in whatever form. */
    protected abstract String stored();

    @BeforeEach
    void begin() {
        queue = queue("group");
    }

    protected LogDeadLetterQueue queue(String group) {
        return queue(
                group,
                position -> {
                    opened.add(position);
                    return event(position);
                },
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static TrackedEventMessage<?> event(long position) {
        return new GenericTrackedDomainEventMessage<>(
                new GlobalSequenceTrackingToken(position),
                new GenericDomainEventMessage<>(
                        "User", "alice", position, new GenericEventMessage<>(CANARY), () -> NOW));
    }

    private static DeadLetter<EventMessage<?>> letter(String sequence, long position) {
        return new GenericDeadLetter<>(sequence, event(position), new IllegalStateException("it broke"));
    }

    private void park(String sequence, long... positions) {
        park(queue, sequence, positions);
    }

    protected static void park(LogDeadLetterQueue queue, String sequence, long... positions) {
        for (long position : positions) {
            queue.enqueue(sequence, letter(sequence, position));
        }
    }

    private boolean follow(String sequence, long position) {
        return queue.enqueueIfPresent(sequence, () -> new GenericDeadLetter<>(sequence, event(position)));
    }

    private List<Long> positions(String sequence) {
        return StreamSupport.stream(queue.deadLetterSequence(sequence).spliterator(), false)
                .map(LogDeadLetterQueue::positionOf)
                .toList();
    }

    private DeadLetter<? extends EventMessage<?>> head(String sequence) {
        return queue.deadLetterSequence(sequence).iterator().next();
    }

    @Test
    void a_parked_event_is_read_again_from_the_log_with_what_was_said_about_it() {
        park("alice", 4);
        DeadLetter<? extends EventMessage<?>> letter = head("alice");
        assertThat(letter.message().getPayload()).isEqualTo(CANARY);
        assertThat(letter.cause().orElseThrow().type()).isEqualTo("java.lang.IllegalStateException");
        assertThat(letter.cause().orElseThrow().message()).isEqualTo("it broke");
        assertThat(letter.enqueuedAt()).isEqualTo(NOW);
        assertThat(letter.diagnostics()).containsEntry("attempts", 1);
        assertThat(opened).containsExactly(4L);
    }

    @Test
    void nothing_that_the_event_says_is_stored() {
        park("alice", 4);
        queue.requeue(head("alice"), letter -> letter.withDiagnostics(data -> data.and("note", CANARY)));
        assertThat(stored()).contains("alice").doesNotContain(CANARY);
    }

    @Test
    void an_event_follows_its_sequence_in_the_order_of_the_log_and_no_other_sequence() {
        park("alice", 4);
        assertThat(follow("alice", 9)).isTrue();
        assertThat(follow("alice", 6)).isTrue();
        assertThat(follow("bob", 7)).isFalse();
        assertThat(positions("alice")).containsExactly(4L, 6L, 9L);
        assertThat(queue.size()).isEqualTo(3);
        assertThat(queue.sequenceSize("alice")).isEqualTo(3);
        assertThat(queue.sequenceSize("bob")).isZero();
        assertThat(queue.amountOfSequences()).isEqualTo(1);
        assertThat(queue.contains("alice")).isTrue();
        assertThat(queue.contains("bob")).isFalse();
    }

    @Test
    void an_event_that_comes_twice_is_parked_once_and_one_from_before_the_stop_is_not_parked() {
        park("alice", 4, 6);
        park("alice", 4);
        assertThat(follow("alice", 6)).isTrue();
        assertThat(follow("alice", 3)).isFalse();
        assertThat(positions("alice")).containsExactly(4L, 6L);
    }

    @Test
    void groups_share_a_table_and_nothing_else() {
        LogDeadLetterQueue other = queue("other");
        park("alice", 4);
        other.enqueue("alice", letter("alice", 4));
        queue.clear();
        assertThat(queue.size()).isZero();
        assertThat(other.size()).isEqualTo(1);
    }

    @Test
    void it_is_never_full_and_outlives_the_process() {
        for (int i = 0; i < 2_000; i++) {
            park("user" + i, i);
        }
        assertThat(queue.isFull("user")).isFalse();
        reopen();
        assertThat(queue("group").amountOfSequences()).isEqualTo(2_000);
    }

    @Test
    void what_a_rolled_back_batch_parked_is_not_parked_and_the_next_batch_knows() {
        assertThatIllegalStateException()
                .isThrownBy(() -> inUnitOfWork(() -> {
                    assertThat(follow("alice", 3)).isFalse();
                    park("alice", 4);
                    assertThat(follow("alice", 5)).isTrue();
                    throw new IllegalStateException("on purpose");
                }));
        assertThat(queue.size()).isZero();
        inUnitOfWork(() -> assertThat(follow("alice", 5)).isFalse());
    }

    @Test
    void a_batch_that_parks_an_event_parks_what_follows_it_in_the_same_batch() {
        inUnitOfWork(() -> {
            assertThat(follow("alice", 3)).isFalse();
            park("alice", 4);
            assertThat(follow("alice", 3)).isFalse();
            assertThat(follow("alice", 5)).isTrue();
            assertThat(follow("bob", 6)).isFalse();
        });
        assertThat(positions("alice")).containsExactly(4L, 5L);
        assertThat(queue.size()).isEqualTo(2);
    }

    private void inUnitOfWork(Runnable batch) {
        DefaultUnitOfWork<EventMessage<?>> unit = DefaultUnitOfWork.startAndGet(event(0));
        unit.attachTransaction(transactions());
        unit.execute(batch);
    }

    @Test
    void a_sequence_is_tried_in_order_and_leaves_when_all_of_it_went_in() {
        park("alice", 4, 6, 9);
        List<Long> tried = new ArrayList<>();
        boolean done = queue.process(letter -> {
            tried.add(LogDeadLetterQueue.positionOf(letter));
            return Decisions.evict();
        });
        assertThat(done).isTrue();
        assertThat(tried).containsExactly(4L, 6L, 9L);
        assertThat(queue.size()).isZero();
        assertThat(queue.process(letter -> Decisions.evict())).isFalse();
    }

    @Test
    void a_sequence_that_fails_again_stays_from_there_on_and_lets_the_next_one_go_first() {
        park("alice", 4, 6, 9);
        park("bob", 5);
        assertThat(queue.process(letter -> LogDeadLetterQueue.positionOf(letter) == 6
                        ? Decisions.requeue(new IllegalStateException("again"))
                        : Decisions.evict()))
                .isFalse();
        assertThat(positions("alice")).containsExactly(6L, 9L);
        assertThat(head("alice").cause().orElseThrow().message()).isEqualTo("again");
        assertThat(head("alice").diagnostics()).containsEntry("attempts", 2);

        assertThat(queue.process(letter -> Decisions.evict())).isTrue();
        assertThat(queue.contains("bob")).isFalse();
        assertThat(positions("alice")).containsExactly(6L, 9L);
    }

    @Test
    void an_undecided_try_keeps_the_letter_and_its_cause() {
        park("alice", 4);
        assertThat(queue.process(letter -> Decisions.ignore())).isFalse();
        assertThat(head("alice").cause().orElseThrow().message()).isEqualTo("it broke");
    }

    @Test
    void only_sequences_that_pass_the_filter_are_tried() {
        park("alice", 4);
        park("bob", 5);
        assertThat(queue.process(letter -> LogDeadLetterQueue.positionOf(letter) == 5, letter -> Decisions.evict()))
                .isTrue();
        assertThat(queue.contains("alice")).isTrue();
        assertThat(queue.contains("bob")).isFalse();
        assertThat(queue.process(letter -> false, letter -> Decisions.evict())).isFalse();
    }

    @Test
    void all_sequences_can_be_looked_at() {
        park("alice", 4, 6);
        park("bob", 5);
        List<List<Long>> seen = new ArrayList<>();
        queue.deadLetters().forEach(sequence -> {
            List<Long> positions = new ArrayList<>();
            sequence.forEach(letter -> positions.add(LogDeadLetterQueue.positionOf(letter)));
            seen.add(positions);
        });
        assertThat(seen).containsExactly(List.of(4L, 6L), List.of(5L));
    }

    @Test
    void evicting_twice_is_no_error_and_requeueing_what_is_gone_is_one() {
        park("alice", 4);
        DeadLetter<? extends EventMessage<?>> letter = head("alice");
        queue.evict(letter);
        queue.evict(letter);
        assertThat(queue.size()).isZero();
        assertThatExceptionOfType(NoSuchDeadLetterException.class)
                .isThrownBy(() -> queue.requeue(letter, same -> same));
    }

    @Test
    void an_event_that_is_not_from_the_log_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        queue.enqueue("alice", new GenericDeadLetter<>("alice", new GenericEventMessage<>(CANARY))));
    }
}

package io.ssouser.eventstore.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.eventstore.log.Commit;
import io.ssouser.eventstore.log.CommitsToTry;
import io.ssouser.eventstore.log.Head;
import io.ssouser.eventstore.log.LogUnavailable;
import io.ssouser.eventstore.log.StoredEvent;
import io.ssouser.eventstore.log.append.AppendingNode;
import io.ssouser.eventstore.log.append.AppendingNode.Answer;
import io.ssouser.eventstore.log.append.AppendingNode.Draft;
import io.ssouser.eventstore.log.append.AppendingNode.Told;
import io.ssouser.eventstore.proof.LogVerifier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Nodes that append to one log and readers that follow it, while a replica set does its worst; and what all of them were told. */
final class NodesUnderTrial {
    private static final int BATCHES_PER_NODE = 4;
    private static final int STREAMS = 3;

    private final Choices choices;
    private final Turns turns;
    private final FakeReplicaSet replicas;
    private final List<Told> told = new ArrayList<>();
    private final List<List<StoredEvent>> seen = new ArrayList<>();
    private long made;

    NodesUnderTrial(List<Integer> schedule) {
        this.choices = new Choices(schedule);
        this.turns = new Turns(choices);
        this.replicas = new FakeReplicaSet(choices, turns);
    }

    void play(int nodes) {
        List<Runnable> parts = new ArrayList<>();
        for (int node = 0; node < nodes; node++) {
            int number = node;
            parts.add(() -> appendOften(number));
        }
        parts.add(this::follow);
        parts.add(this::changeOften);
        turns.play(parts);
        replicas.calm();
        assertAllHolds(nodes);
    }

    private MongoEventLog log() {
        return new MongoEventLog(new FakeCommits(replicas), new FakeSnapshots());
    }

    private void changeOften() {
        while (!choices.areUsedUp()) {
            replicas.change();
            turns.pass();
        }
    }

    private void appendOften(int number) {
        MongoEventLog log = log();
        AppendingNode node = new AppendingNode(log, "node" + number);
        for (int batch = 0; batch < BATCHES_PER_NODE; batch++) {
            List<Draft> drafts = drafts(log, number);
            told.addAll(node.append(drafts));
            turns.pass();
        }
    }

    /** As commands do, each decides by what it reads; some by what they read long ago. */
    private List<Draft> drafts(MongoEventLog log, int node) {
        Map<String, Long> next = new HashMap<>();
        List<Draft> drafts = new ArrayList<>();
        int commits = 1 + choices.of(3);
        for (int i = 0; i < commits; i++) {
            List<StoredEvent> events = new ArrayList<>();
            Instant time = CommitsToTry.NOON.plusMillis(made * 10 + 50L * (choices.of(3) - 1) * node);
            int first = choices.of(STREAMS);
            for (int stream = first; stream <= Math.min(first + choices.of(3), STREAMS - 1); stream++) {
                String name = "s" + stream;
                long sequence = next.computeIfAbsent(name, unread -> nextOf(log, unread));
                events.add(CommitsToTry.event(-1, name, sequence, time));
                next.put(name, sequence + (choices.once(8) ? 0 : 1));
            }
            UUID id = new UUID(node, made++);
            drafts.add(new Draft(id, time, events));
        }
        return drafts;
    }

    private static long nextOf(MongoEventLog log, String stream) {
        try {
            return log.lastSequenceOf(stream).orElse(-1) + 1;
        } catch (LogUnavailable e) {
            return 0;
        }
    }

    private void follow() {
        MongoEventLog log = log();
        List<StoredEvent> events = new ArrayList<>();
        seen.add(events);
        long known = 0;
        while (!choices.areUsedUp()) {
            try {
                for (StoredEvent event : log.read(events.size(), 1 + choices.of(4))) {
                    assertThat(event.position()).isEqualTo(events.size());
                    events.add(event);
                }
                if (choices.once(6)) {
                    long end = log.head().nextPosition();
                    assertThat(end).isGreaterThanOrEqualTo(known);
                    known = end;
                }
            } catch (LogUnavailable e) {
                // Looks again.
            }
            turns.pass();
        }
    }

    private void assertAllHolds(int nodes) {
        for (int node = 0; node < nodes; node++) {
            Draft last = new Draft(
                    new UUID(node, made++),
                    CommitsToTry.NOON,
                    List.of(CommitsToTry.event(-1, "last" + node, 0, CommitsToTry.NOON)));
            List<Told> answer = new AppendingNode(log(), "node" + node).append(List.of(last));
            assertThat(answer).extracting(Told::answer).containsExactly(Answer.IN);
            told.addAll(answer);
        }
        MongoEventLog log = log();
        LogVerifier.Verdict verdict = new LogVerifier(log).verify(Head.START, next -> {});
        assertThat(verdict.problem()).as("at %s", verdict.firstBadPosition()).isEmpty();
        List<Commit> commits = log.readCommits(0, Integer.MAX_VALUE);
        assertDenseAndWhole(commits);
        assertAsTold(commits);
        List<StoredEvent> all = log.read(0, Integer.MAX_VALUE);
        for (List<StoredEvent> events : seen) {
            assertThat(all.subList(0, events.size()))
                    .extracting(StoredEvent::eventId)
                    .isEqualTo(events.stream().map(StoredEvent::eventId).toList());
        }
        assertMoments(log, all);
    }

    private void assertDenseAndWhole(List<Commit> commits) {
        Map<UUID, Draft> sent = new HashMap<>();
        told.forEach(one -> sent.put(one.draft().id(), one.draft()));
        Set<Object> stored = new HashSet<>();
        long next = 0;
        for (Commit commit : commits) {
            assertThat(commit.firstPosition()).isEqualTo(next);
            next = commit.lastPosition() + 1;
            assertThat(commit.events())
                    .extracting(StoredEvent::eventId)
                    .isEqualTo(sent.get(commit.id()).events().stream()
                            .map(StoredEvent::eventId)
                            .toList());
            assertThat(stored.add(commit.id())).isTrue();
            commit.events()
                    .forEach(event -> assertThat(stored.add(List.of(event.aggregateId(), event.sequence())))
                            .isTrue());
        }
    }

    private void assertAsTold(List<Commit> commits) {
        Map<UUID, Long> positions = new HashMap<>();
        commits.forEach(commit -> positions.put(commit.id(), commit.lastPosition()));
        for (Told one : told) {
            if (one.answer() == Answer.IN) {
                assertThat(positions).containsEntry(one.draft().id(), one.position());
            } else if (one.answer() == Answer.LOST_ITS_STREAM) {
                assertThat(positions).doesNotContainKey(one.draft().id());
            }
        }
    }

    private static void assertMoments(MongoEventLog log, List<StoredEvent> all) {
        for (StoredEvent one : all) {
            long first = all.stream()
                    .filter(event -> !event.time().isBefore(one.time()))
                    .findFirst()
                    .orElseThrow()
                    .position();
            assertThat(log.firstPositionAtOrAfter(one.time())).hasValue(first);
        }
    }
}

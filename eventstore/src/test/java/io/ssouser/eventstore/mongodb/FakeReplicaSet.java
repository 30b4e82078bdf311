package io.ssouser.eventstore.mongodb;

import io.ssouser.eventstore.log.LogUnavailable;
import io.ssouser.eventstore.log.StoredEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What a replica set may do to a log and to those who talk to it. A majority holds a beginning of the primary's log, for good, and each
 * member knows of some of that. A failover keeps this beginning and perhaps some of what follows; the deposed primary does not
 * hear of it for a while, and takes writes that no majority will ever hold. Requests and replies get lost, or arrive late.
 */
final class FakeReplicaSet {
    private final Choices choices;
    private final Turns turns;
    private final List<List<StoredCommit>> astray = new ArrayList<>();
    private Member primary = new Member(List.of(), 0);
    private Member deposed = primary;
    private int heldByMajority;

    FakeReplicaSet(Choices choices, Turns turns) {
        this.choices = choices;
        this.turns = turns;
    }

    /** A member that is or was primary, with its log in the order of its writes. */
    private static final class Member {
        private final List<StoredCommit> log;
        private int knownOfMajority;

        private Member(List<StoredCommit> log, int knownOfMajority) {
            this.log = new ArrayList<>(log);
            this.knownOfMajority = knownOfMajority;
        }

        private OptionalInt insert(List<StoredCommit> batch) {
            for (int i = 0; i < batch.size(); i++) {
                if (isTaken(keys(batch.get(i)))) {
                    return OptionalInt.of(i);
                }
                log.add(batch.get(i));
            }
            return OptionalInt.empty();
        }

        private boolean isTaken(Set<Object> keys) {
            return log.stream().anyMatch(stored -> keys(stored).stream().anyMatch(keys::contains));
        }

        private static Set<Object> keys(StoredCommit stored) {
            Set<Object> keys = new HashSet<>();
            keys.add(stored.commit().firstPosition());
            keys.add(stored.commit().id());
            for (StoredEvent event : stored.commit().events()) {
                keys.add(List.of(event.aggregateId(), event.sequence()));
            }
            return keys;
        }

        private List<StoredCommit> majorityView() {
            return log.subList(0, knownOfMajority);
        }
    }

    /** What befalls the set itself, while nodes wait or between their calls. */
    void change() {
        switch (choices.of(6)) {
            case 1 -> elect();
            case 2 -> deliverOneAstray();
            case 3 -> primary.knownOfMajority = heldByMajority;
            case 4 -> replicate(choices.of(primary.log.size() - heldByMajority + 1));
            default -> {}
        }
    }

    private void elect() {
        int kept = heldByMajority + choices.of(primary.log.size() - heldByMajority + 1);
        int known = heldByMajority - choices.of(Math.min(heldByMajority, 4) + 1);
        deposed = primary;
        primary = new Member(deposed.log.subList(0, kept), known);
    }

    private void replicate(int commits) {
        heldByMajority += commits;
    }

    private void replicateAll() {
        heldByMajority = primary.log.size();
        primary.knownOfMajority = heldByMajority;
    }

    private void deliverOneAstray() {
        if (!astray.isEmpty()) {
            primary.insert(astray.remove(choices.of(astray.size())));
        }
    }

    /** Everything that is still under way arrives, and all members agree again. */
    void calm() {
        choices.useUp();
        while (!astray.isEmpty()) {
            deliverOneAstray();
        }
        deposed = primary;
        replicateAll();
    }

    OptionalInt insert(List<StoredCommit> batch) {
        turns.pass();
        switch (choices.of(14)) {
            case 1 -> throw new LogUnavailable("The request got lost");
            case 2 -> {
                astray.add(batch);
                throw new LogUnavailable("The request is late");
            }
            case 3 -> {
                primary.insert(batch);
                throw new LogUnavailable("The reply got lost");
            }
            case 4 -> {
                primary.insert(batch);
                elect();
                throw new LogUnavailable("The primary is gone");
            }
            case 5 -> {
                primary.insert(batch.subList(0, choices.of(batch.size())));
                elect();
                throw new LogUnavailable("The primary is gone in the middle");
            }
            case 6, 7 -> {
                deposed.insert(batch);
                if (deposed != primary) {
                    throw new LogUnavailable("No majority answers the deposed primary");
                }
                throw new LogUnavailable("The reply got lost");
            }
            default -> {
                return answered(batch);
            }
        }
    }

    private OptionalInt answered(List<StoredCommit> batch) {
        Member to = primary;
        OptionalInt refused = to.insert(batch);
        int written = to.log.size();
        boolean owesAnything = refused.isEmpty() || refused.getAsInt() > 0;
        while (owesAnything || choices.of(3) == 0) {
            if (choices.of(3) == 0 && to == primary) {
                replicateAll();
            }
            turns.pass();
            if (to != primary) {
                throw new LogUnavailable("The primary stepped down before a majority had the write");
            }
            if (heldByMajority >= written) {
                break;
            }
        }
        return refused;
    }

    /** What the member that answers knows a majority to hold. */
    List<StoredCommit> read() {
        turns.pass();
        if (choices.once(12)) {
            throw new LogUnavailable("No answer");
        }
        Member asked = choices.once(5) ? deposed : primary;
        if (asked == primary && choices.of(2) == 0) {
            primary.knownOfMajority = heldByMajority;
        }
        List<StoredCommit> seen = List.copyOf(asked.majorityView());
        turns.pass();
        return seen;
    }
}

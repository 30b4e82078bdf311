package io.ssouser.eventstore.mongodb;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class AnyScheduleOfNodesTest {
    @Property(tries = 2000)
    void whatever_a_replica_set_does_the_log_stays_dense_and_keeps_its_word(
            @ForAll @IntRange(min = 1, max = 5) int nodes, @ForAll("schedules") List<Integer> schedule) {
        new NodesUnderTrial(schedule).play(nodes);
    }

    @Provide
    Arbitrary<List<Integer>> schedules() {
        return Arbitraries.integers().between(0, 5039).list().ofMinSize(20).ofMaxSize(500);
    }
}

package io.ssouser.eventstore.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.eventstore.log.AppendOutcome.Stop;
import io.ssouser.eventstore.log.Commit;
import io.ssouser.eventstore.log.CommitsToTry;
import io.ssouser.eventstore.log.Head;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What the Javadoc of the log says of its cost. */
class RoundTripsTest {
    private final Choices usual = new Choices(List.of());
    private final FakeReplicaSet replicas = new FakeReplicaSet(usual, new Turns(usual));
    private final MongoEventLog log = new MongoEventLog(counting(), new FakeSnapshots());
    private final MongoEventLog other = new MongoEventLog(new FakeCommits(replicas), new FakeSnapshots());
    private int trips;

    private CommitCollection counting() {
        FakeCommits real = new FakeCommits(replicas);
        return (CommitCollection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {CommitCollection.class}, (proxy, method, arguments) -> {
                    trips++;
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static List<Commit> commits(Head from, String... streams) {
        return CommitsToTry.after(from).commit(streams).list();
    }

    private int trips(Supplier<?> work) {
        trips = 0;
        work.get();
        return trips;
    }

    @Test
    void an_append_after_ones_own_is_one_round_trip_however_many_commits_it_carries() {
        log.append(Head.START, commits(Head.START, "a@0"));
        Head end = log.head();
        List<Commit> batch = CommitsToTry.after(end)
                .commit("a@1", "b@0")
                .commit("c@0")
                .commit("d@0")
                .list();
        assertThat(trips(() -> log.append(end, batch))).isEqualTo(1);
    }

    @Test
    void a_race_lost_to_another_node_costs_three_more() {
        log.append(Head.START, commits(Head.START, "a@0"));
        Head end = log.head();
        other.append(other.head(), commits(other.head(), "b@0"));
        assertThat(trips(() -> {
                    assertThat(log.append(end, commits(end, "c@0")).stop()).isEqualTo(Stop.HEAD_MOVED);
                    Head moved = log.head();
                    return log.append(moved, commits(moved, "c@0"));
                }))
                .isEqualTo(4);
    }

    @Test
    void a_lost_stream_costs_two_more() {
        log.append(Head.START, commits(Head.START, "a@0"));
        Head end = log.head();
        assertThat(trips(() -> log.append(end, commits(end, "a@0")))).isEqualTo(3);
    }

    @Test
    void a_reader_at_a_boundary_asks_once_also_at_the_end() {
        log.append(Head.START, commits(Head.START, "a@0", "b@0"));
        assertThat(trips(() -> log.read(0, 10))).isEqualTo(1);
        assertThat(trips(() -> log.read(2, 10))).isEqualTo(1);
        assertThat(trips(() -> log.read(1, 10))).isEqualTo(3);
    }
}

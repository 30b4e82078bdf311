package io.ssouser.eventstore.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.bwaldvogel.mongo.bson.Document;
import io.ssouser.eventstore.log.Commit;
import io.ssouser.eventstore.log.CommitsToTry;
import io.ssouser.eventstore.log.Head;
import io.ssouser.eventstore.log.LogUnavailable;
import io.ssouser.eventstore.log.StoredEvent;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The search by time, on servers whose answers are not what was asked for. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class BoundaryTest {
    private final FakeMongo server = new FakeMongo();
    private final MongoStore store = MongoStore.connect(server.uri(""));

    @AfterEach
    void close() {
        store.close();
        server.close();
    }

    /** As SERVER-121822: an exclusive upper bound with a descending sort is answered as an inclusive one. */
    @Test
    void a_server_that_answers_with_the_boundary_is_searched_all_the_same() {
        server.answer("find", find -> {
            if (find.get("filter") instanceof Document filter
                    && filter.get("_id") instanceof Document bound
                    && bound.containsKey("$lt")) {
                bound.put("$lte", bound.remove("$lt"));
            }
            return null;
        });
        MongoEventLog log = new MongoEventLog(store);
        log.append(Head.START, CommitsToTry.after(Head.START).commit("a@0").list());
        log.append(
                log.head(), CommitsToTry.after(log.head()).commit("a@1", "b@0").list());
        log.append(log.head(), CommitsToTry.after(log.head()).commit("c@0").list());

        for (StoredEvent event : log.read(0, 10)) {
            assertThat(log.firstPositionAtOrAfter(event.time()))
                    .hasValue(log.read(0, 10).stream()
                            .filter(other -> !other.time().isBefore(event.time()))
                            .findFirst()
                            .orElseThrow()
                            .position());
        }
        assertThat(store.database()
                        .listCollections()
                        .filter(new org.bson.Document("name", DriverCommits.NAME))
                        .first())
                .as("not clustered")
                .satisfies(found -> assertThat(String.valueOf(found)).doesNotContain("clusteredIndex"));
    }

    @Test
    void an_answer_out_of_bounds_is_not_taken_for_the_end_of_the_log() {
        server.answer("find", find -> {
            find.put("filter", new Document());
            return null;
        });
        DriverCommits commits = new DriverCommits(store);
        MongoEventLog log = new MongoEventLog(commits, new FakeSnapshots());
        log.append(Head.START, CommitsToTry.after(Head.START).commit("a@0").list());

        assertThat(commits.lastBefore(Long.MAX_VALUE)).isPresent();
        assertThatThrownBy(() -> commits.lastBefore(0)).isInstanceOf(LogUnavailable.class);
    }

    /** Always the last one, whatever is asked. */
    @Test
    void a_search_that_gets_no_smaller_ends() {
        Choices usual = new Choices(List.of());
        FakeCommits sound = new FakeCommits(new FakeReplicaSet(usual, new Turns(usual)));
        MongoEventLog log = new MongoEventLog(sound, new FakeSnapshots());
        log.append(Head.START, CommitsToTry.after(Head.START).commit("a@0").list());
        log.append(log.head(), CommitsToTry.after(log.head()).commit("a@1").list());
        CommitCollection stubborn = new CommitCollection() {
            @Override
            public java.util.OptionalInt insert(List<StoredCommit> batch) {
                return sound.insert(batch);
            }

            @Override
            public Optional<CommitSummary> lastBefore(long position) {
                return sound.lastBefore(Long.MAX_VALUE);
            }

            @Override
            public List<CommitSummary> summariesFrom(long position, int limit) {
                return sound.summariesFrom(position, limit);
            }

            @Override
            public List<Commit> from(long position, int events) {
                return sound.from(position, events);
            }

            @Override
            public List<Commit> ofStream(String aggregateId, long firstSequence, long lastSequence) {
                return sound.ofStream(aggregateId, firstSequence, lastSequence);
            }

            @Override
            public Optional<Commit> lastOf(String aggregateId) {
                return sound.lastOf(aggregateId);
            }
        };

        MongoLogReader reader = new MongoLogReader(stubborn);
        assertThatThrownBy(() ->
                        reader.firstPositionAtOrAfter(log.read(0, 1).get(0).time()))
                .isInstanceOf(LogUnavailable.class);
    }
}

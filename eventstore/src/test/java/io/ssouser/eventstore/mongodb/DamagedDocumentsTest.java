package io.ssouser.eventstore.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoCollection;
import io.ssouser.eventstore.log.Commit;
import io.ssouser.eventstore.log.CommitTooLarge;
import io.ssouser.eventstore.log.CommitsToTry;
import io.ssouser.eventstore.log.Head;
import io.ssouser.eventstore.log.LogBroken;
import io.ssouser.eventstore.log.StoredEvent;
import io.ssouser.eventstore.proof.LogVerifier;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.bson.BsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Behind the log's back, on one of 30 commits of two events. */
class DamagedDocumentsTest {
    private final TestMongo mongo = TestMongo.fresh();
    private final MongoStore store = mongo.store();
    private final MongoEventLog log = new MongoEventLog(store);
    private final MongoCollection<BsonDocument> documents =
            store.database().getCollection(DriverCommits.NAME, BsonDocument.class);

    @BeforeEach
    void write() {
        CommitsToTry batch = CommitsToTry.after(Head.START);
        for (int i = 0; i < 30; i++) {
            batch.commit("a@" + i, "b@" + i);
        }
        log.append(Head.START, batch.list());
    }

    @AfterEach
    void close() {
        store.close();
        mongo.close();
    }

    private LogVerifier.Verdict verdict() {
        return new LogVerifier(new MongoEventLog(store)).verify(Head.START, next -> {});
    }

    @Test
    void a_sound_log_is_proved_to_its_end() {
        assertThat(verdict().isSound()).isTrue();
        assertThat(verdict().end().isSameAs(log.head())).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            a payload                | {$set: {'events.0.payload': {$binary: {base64: 'e30=', subType: '00'}}}} | 20
            a time                   | {$set: {'events.0.time': {$numberLong: '1'}}}                            | 20
            the second of a commit   | {$set: {'events.1.id': 'x'}}                                             | 20
            a revision removed       | {$unset: {'events.0.revision': ''}}                                      | 20
            an event removed         | {$pop: {events: 1}}                                                      | 20
            a chain replaced         | {$set: {chain: {$binary: {base64: 'e30=', subType: '00'}}}}              | 20
            """)
    void what_was_altered_is_found_where_it_is(String what, String update, long firstBad) {
        documents.updateOne(BsonDocument.parse("{_id: 20}"), BsonDocument.parse(update));
        assertThat(verdict().isSound()).as(what).isFalse();
        assertThat(verdict().firstBadPosition()).as(what).isEqualTo(firstBad);
    }

    /** From a boundary, from within a commit, from the missing position itself, and from the last before it. */
    @ParameterizedTest
    @ValueSource(longs = {0, 3, 18, 19, 20, 21})
    void a_missing_commit_stops_its_reader_and_is_never_skipped(long from) {
        documents.deleteOne(BsonDocument.parse("{_id: 20}"));
        assertThatThrownBy(() -> readOn(from, new ArrayList<>()))
                .isInstanceOf(LogBroken.class)
                .hasMessageContaining("20");
        assertThat(verdict().firstBadPosition()).isEqualTo(20);
    }

    @Test
    void what_stands_before_a_missing_commit_is_still_read() {
        documents.deleteOne(BsonDocument.parse("{_id: 20}"));
        List<StoredEvent> read = new ArrayList<>();
        assertThatThrownBy(() -> readOn(0, read)).isInstanceOf(LogBroken.class);
        assertThat(read).hasSize(20);
    }

    @ParameterizedTest
    @ValueSource(longs = {20, 58})
    void a_commit_that_lost_an_event_stops_its_reader_also_at_the_end(long commit) {
        documents.updateOne(BsonDocument.parse("{_id: " + commit + "}"), BsonDocument.parse("{$pop: {events: 1}}"));
        assertThatThrownBy(() -> readOn(0, new ArrayList<>()))
                .isInstanceOf(LogBroken.class)
                .hasMessageContaining("" + commit);
    }

    @Test
    void a_first_commit_that_is_missing_stops_its_reader() {
        documents.deleteOne(BsonDocument.parse("{_id: 0}"));
        assertThatThrownBy(() -> log.read(0, 5)).isInstanceOf(LogBroken.class);
        assertThatThrownBy(() -> log.read(1, 5)).isInstanceOf(LogBroken.class);
    }

    private void readOn(long from, List<StoredEvent> read) {
        long next = from;
        for (List<StoredEvent> events = log.read(next, 5); !events.isEmpty(); events = log.read(next, 5)) {
            read.addAll(events);
            next += events.size();
        }
    }

    @Test
    void a_commit_above_the_size_of_a_document_is_refused_before_it_is_sent() {
        Head end = log.head();
        StoredEvent small = CommitsToTry.event(end.nextPosition(), "large", 0, CommitsToTry.NOON);
        StoredEvent large = new StoredEvent(
                small.position(),
                small.aggregateId(),
                null,
                0,
                small.eventId(),
                small.type(),
                null,
                small.time(),
                new byte[17 * 1024 * 1024],
                new byte[0]);
        List<Commit> commits = CommitsToTry.after(end)
                .commit(UUID.randomUUID(), List.of(large))
                .list();
        assertThatThrownBy(() -> log.append(end, commits)).isInstanceOf(CommitTooLarge.class);
        assertThat(log.head().isSameAs(end)).isTrue();
    }

    @Test
    void a_batch_of_more_than_a_message_is_sent_in_several() {
        Head end = log.head();
        CommitsToTry batch = CommitsToTry.after(end);
        for (int i = 0; i < 5; i++) {
            StoredEvent event = CommitsToTry.event(end.nextPosition() + i, "large", i, CommitsToTry.NOON);
            batch.commit(
                    UUID.randomUUID(),
                    List.of(new StoredEvent(
                            event.position(),
                            "large",
                            null,
                            i,
                            event.eventId(),
                            "large",
                            null,
                            event.time(),
                            new byte[7 * 1024 * 1024],
                            new byte[0])));
        }
        assertThat(log.append(end, batch.list()).appended()).isEqualTo(5);
        assertThat(log.lastSequenceOf("large")).hasValue(4);
    }
}

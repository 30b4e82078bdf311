package io.ssouser.eventstore.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import io.ssouser.eventstore.log.StoreRefused;
import io.ssouser.eventstore.log.StoreUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Indexes as servers list and build them. */
class MongoIndexesTest {
    private static final MongoIndex BY_NAME = MongoIndex.unique("by-name", "name");

    private final FakeMongo server = new FakeMongo();
    private final MongoStore store = MongoStore.connect(server.uri("socketTimeoutMS=300"));

    @AfterEach
    void close() {
        store.close();
        server.close();
    }

    private void lists(String collection, String... indexes) {
        server.answer(
                "listIndexes",
                asked -> new Document("ok", 1.0)
                        .append(
                                "cursor",
                                new Document("id", 0L)
                                        .append("ns", "sso." + collection)
                                        .append(
                                                "firstBatch",
                                                java.util.Arrays.stream(indexes)
                                                        .map(index -> document(BsonDocument.parse(index)))
                                                        .toList())));
    }

    private static Document document(BsonDocument of) {
        Document document = new Document();
        of.forEach((key, value) -> document.append(
                key,
                value.isDocument()
                        ? document(value.asDocument())
                        : value.isBoolean()
                                ? (Object) value.asBoolean().getValue()
                                : value.isNumber()
                                        ? (Object) value.asNumber().intValue()
                                        : value.asString().getValue()));
        return document;
    }

    /** Each has the same name and keys, and lets duplicates in or is not used. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "sparse: true",
                "partialFilterExpression: {name: {$exists: true}}",
                "collation: {locale: 'en', strength: 2}",
                "expireAfterSeconds: 60",
                "hidden: true",
                "prepareUnique: true",
                "wildcardProjection: {name: 1}"
            })
    void an_index_that_leaves_out_compares_or_deletes_in_another_way_is_not_ours(String option) {
        lists("thing", "{v: 2, key: {name: 1}, name: 'by-name', unique: true, " + option + "}");

        assertThatThrownBy(() -> store.collection("thing", BY_NAME))
                .isInstanceOf(StoreRefused.class)
                .hasMessageContaining("by-name")
                .hasMessageContaining("stop all nodes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ", sparse: false", ", hidden: false", ", background: true", ", ns: 'sso.thing'"})
    void an_index_with_what_says_nothing_is_ours(String option) {
        lists("thing", "{v: 2, key: {name: 1.0}, name: 'by-name', unique: true" + option + "}");

        assertThatCode(() -> store.collection("thing", BY_NAME)).doesNotThrowAnyException();
    }

    @Test
    void an_index_that_is_listed_is_waited_for_longer_than_for_an_answer_to_a_request() throws Exception {
        CountDownLatch built = new CountDownLatch(1);
        lists("thing", "{v: 2, key: {name: 1}, name: 'by-name', unique: true}");
        server.answer("createIndexes", asked -> {
            try {
                assertThat(built.await(900, TimeUnit.MILLISECONDS)).isFalse();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return null;
        });

        long before = System.nanoTime();
        store.collection("thing", BY_NAME);

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(850));
        assertThat(server.received("createIndexes")).hasSize(1);
    }

    @Test
    void a_standalone_server_is_not_asked_for_a_quorum() {
        store.collection("thing", BY_NAME);

        assertThat(server.received("createIndexes"))
                .singleElement()
                .satisfies(created -> assertThat(created).doesNotContainKey("commitQuorum"));
    }

    @ParameterizedTest
    @ValueSource(ints = {67, 85, 86})
    void what_is_in_the_way_of_an_index_is_told_with_what_to_do_first(int code) {
        server.answer("createIndexes", asked -> {
            throw new MongoServerError(code, "so it is");
        });

        assertThatThrownBy(() -> store.collection("thing", BY_NAME))
                .isInstanceOf(StoreRefused.class)
                .hasMessageContaining("so it is")
                .hasMessageContaining("Stop all nodes");
    }

    @Test
    void a_build_that_was_broken_off_by_the_server_is_tried_at_the_next_start() {
        server.answer("createIndexes", asked -> {
            throw new MongoServerError(276, "Index build aborted");
        });

        assertThatThrownBy(() -> store.collection("thing", BY_NAME)).isInstanceOf(StoreUnavailable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{v: 2, key: {'events.type': 1}, name: 'mine', unique: true}",
                "{v: 2, key: {at: 1}, name: 'mine', expireAfterSeconds: 60}"
            })
    void a_log_with_an_index_that_would_refuse_or_delete_events_is_refused(String other) {
        lists(
                DriverCommits.NAME,
                "{v: 2, key: {_id: 1}, name: '_id_'}",
                "{v: 2, key: {commit: 1}, name: 'commit', unique: true}",
                "{v: 2, key: {'events.aggregate': 1, 'events.sequence': 1}, name: 'stream', unique: true}",
                "{v: 2, key: {'events.aggregate': 1, _id: 1}, name: 'stream-position'}",
                other);

        assertThatThrownBy(() -> new MongoEventLog(store))
                .isInstanceOf(StoreRefused.class)
                .hasMessageContaining("mine")
                .hasMessageContaining("Stop all nodes");
    }

    @Test
    void a_log_may_have_an_index_that_only_helps_to_read() {
        new MongoEventLog(store);
        store.database().getCollection(DriverCommits.NAME).createIndex(BsonDocument.parse("{'events.type': 1}"));

        assertThatCode(() -> new MongoEventLog(store)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"capped: true", "collation: {locale: 'en'}", "timeseries: {timeField: 'at'}", "viewOn: 'x'"})
    void a_collection_that_loses_or_mixes_up_documents_is_refused(String option) {
        store.collection("thing");
        server.answer(
                "listCollections",
                asked -> new Document("ok", 1.0)
                        .append(
                                "cursor",
                                new Document("id", 0L)
                                        .append("ns", "sso.$cmd.listCollections")
                                        .append(
                                                "firstBatch",
                                                List.of(new Document("name", "thing")
                                                        .append("type", "collection")
                                                        .append(
                                                                "options",
                                                                document(BsonDocument.parse("{" + option + "}")))))));

        assertThatThrownBy(() -> store.collection("thing"))
                .isInstanceOf(StoreRefused.class)
                .hasMessageContaining("thing");
    }

    /** Else a planner could answer by it which documents lack the date. */
    @Test
    void what_few_documents_have_is_indexed_for_them_alone() {
        MongoIndex gone = MongoIndex.expiryOfFew("gone", "gone", Duration.ofDays(7));
        store.collection("thing", gone);
        store.collection("thing", gone);

        assertThat(server.received("createIndexes").get(0).toString()).contains("partialFilterExpression", "$exists");
        assertThat(gone.is(BsonDocument.parse("{key: {gone: 1}, name: 'gone', expireAfterSeconds: 604800}")))
                .isFalse();
    }
}

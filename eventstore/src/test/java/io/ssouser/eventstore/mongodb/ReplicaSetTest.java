package io.ssouser.eventstore.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import io.ssouser.eventstore.log.StoreRefused;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.bson.BsonDocument;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the service asks of the members of a replica set, on a server that says that it is one. */
class ReplicaSetTest {
    private static final Bson ALL = new BsonDocument();

    private final FakeMongo server = new FakeMongo().asReplicaSet();

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "directConnection=true", "replicaSet=rs0&directConnection=true"})
    void one_member_alone_is_refused_and_the_parameter_that_is_missing_is_named(String options) {
        assertThatThrownBy(() -> MongoStore.connect(server.uri(options)))
                .isInstanceOf(StoreRefused.class)
                .hasMessageContaining("SSO_MONGODB_URI")
                .hasMessageContaining("replicaSet=rs0")
                .message()
                .satisfies(why -> assertThat(why.contains("directConnection=true out"))
                        .isEqualTo(options.contains("directConnection")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"replicaSet=rs0", "directConnection=false"})
    void a_set_that_is_followed_is_not_refused(String options) {
        try (MongoStore store = MongoStore.connect(server.uri(options))) {
            assertThat(store.isReplicated()).isTrue();
        }
    }

    @Test
    void a_write_is_asked_to_be_acknowledged_by_a_majority_within_a_time() {
        try (MongoStore store = MongoStore.connect(server.uri("replicaSet=rs0&w=1&journal=false"))) {
            store.collection("thing").insertOne(BsonDocument.parse("{_id: 1}"));
            new DriverCommits(store).insert(List.of());
        }
        assertThat(server.received("insert")).singleElement().satisfies(insert -> {
            Document concern = (Document) insert.get("writeConcern");
            assertThat(concern.get("w")).isEqualTo("majority");
            assertThat(String.valueOf(concern.get("wtimeout"))).isEqualTo("8000");
        });
    }

    @Test
    void an_index_is_asked_for_at_every_start_and_counts_when_a_majority_has_built_it() {
        MongoIndex byName = MongoIndex.unique("by-name", "name");
        try (MongoStore store = MongoStore.connect(server.uri("replicaSet=rs0"))) {
            store.collection("thing", byName);
            store.collection("thing", byName);
        }
        assertThat(server.received("createIndexes"))
                .hasSize(2)
                .extracting(created -> created.get("commitQuorum"))
                .containsOnly("majority");
    }

    private Map<String, Object> told(int seconds) {
        BsonTimestamp time = new BsonTimestamp((long) seconds << 32);
        return Map.of("operationTime", time, "$clusterTime", new Document("clusterTime", time));
    }

    private void replies(Supplier<Map<String, Object>> more) {
        server.replies(reply -> {
            reply.putAll(more.get());
            return reply;
        });
    }

    private Document lastReadConcern() {
        List<Document> finds = server.received("find");
        return (Document) finds.get(finds.size() - 1).get("readConcern");
    }

    @Test
    void what_was_acknowledged_is_in_what_is_read_later_whichever_member_is_asked() {
        try (MongoStore store = MongoStore.connect(server.uri("replicaSet=rs0"))) {
            var things = store.collection("thing");
            replies(() -> told(2000));
            things.insertOne(BsonDocument.parse("{_id: 1}"));
            replies(() -> told(1000));

            store.read("Reading", things, reads -> reads.find(ALL).first());

            assertThat(lastReadConcern().get("level")).isEqualTo("majority");
            assertThat(lastReadConcern().get("afterClusterTime"))
                    .isEqualTo(told(2000).get("operationTime"));
        }
    }

    @Test
    void the_first_read_after_an_election_waits_until_the_new_primary_has_a_majority() {
        try (MongoStore store = MongoStore.connect(server.uri("replicaSet=rs0&heartbeatFrequencyMS=500"))) {
            var things = store.collection("thing");
            assertThat(linearizable()).isZero();
            server.says(Map.of("electionId", new ObjectId(), "setVersion", 1));

            org.awaitility.Awaitility.await().until(() -> {
                store.read("Reading", things, reads -> reads.find(ALL).first());
                return linearizable() == 1;
            });
            store.read("Reading", things, reads -> reads.find(ALL).first());
            assertThat(linearizable()).as("once an election").isEqualTo(1);
        }
    }

    private long linearizable() {
        return server.received("find").stream()
                .filter(find -> String.valueOf(find.get("readConcern")).contains("linearizable"))
                .peek(find -> assertThat(find).containsKey("maxTimeMS"))
                .count();
    }
}

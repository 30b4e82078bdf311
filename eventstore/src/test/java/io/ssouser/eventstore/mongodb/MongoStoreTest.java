package io.ssouser.eventstore.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.ServerVersion;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import io.ssouser.eventstore.log.StoreRefused;
import io.ssouser.eventstore.log.StoreUnavailable;
import java.net.InetSocketAddress;
import java.util.List;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MongoStoreTest {
    private static final MongoIndex BY_NAME = MongoIndex.unique("by-name", "name");

    @ParameterizedTest
    @ValueSource(strings = {"mongodb://localhost:1/", "localhost", "mongodb://", "http://localhost/x"})
    void a_connection_string_that_names_no_database_is_refused(String uri) {
        assertThatThrownBy(() -> MongoStore.connect(uri)).isInstanceOf(StoreRefused.class);
    }

    @Test
    void a_server_that_does_not_answer_is_unavailable() {
        assertThatThrownBy(() -> MongoStore.connect("mongodb://127.0.0.1:1/sso?serverSelectionTimeoutMS=100"))
                .isInstanceOf(StoreUnavailable.class);
    }

    @Test
    void a_server_that_is_too_old_is_refused_by_its_version() {
        MongoServer old = new MongoServer(new MemoryBackend().version(ServerVersion.MONGO_4_0));
        try {
            InetSocketAddress address = old.bind();
            assertThatThrownBy(() -> MongoStore.connect("mongodb://127.0.0.1:" + address.getPort() + "/sso"))
                    .isInstanceOf(StoreRefused.class);
        } finally {
            old.shutdownNow();
        }
    }

    @Test
    void a_collection_is_declared_again_and_again() {
        try (TestMongo mongo = TestMongo.fresh();
                MongoStore store = mongo.store();
                MongoStore otherNode = mongo.store()) {
            MongoCollection<BsonDocument> things =
                    store.collection("thing", BY_NAME, MongoIndex.expiry("expiry", "at"));
            things.insertOne(BsonDocument.parse("{_id: 1, name: 'a'}"));
            MongoCollection<BsonDocument> same =
                    otherNode.collection("thing", BY_NAME, MongoIndex.expiry("expiry", "at"));
            assertThat(same.countDocuments()).isEqualTo(1);
            assertThatThrownBy(() ->
                            otherNode.ask("Writing", () -> same.insertOne(BsonDocument.parse("{_id: 2, name: 'a'}"))))
                    .isInstanceOf(MongoWriteException.class);
        }
    }

    @Test
    void an_index_that_is_another_is_named() {
        try (TestMongo mongo = TestMongo.fresh();
                MongoStore store = mongo.store()) {
            store.collection("thing", MongoIndex.of("by-name", "name"), MongoIndex.expiry("expiry", "at"));
            assertThatThrownBy(() -> store.collection("thing", BY_NAME))
                    .isInstanceOf(StoreRefused.class)
                    .hasMessageContaining("by-name")
                    .hasMessageContaining("thing");
            assertThatThrownBy(() -> store.collection("thing", MongoIndex.of("by-name", "name", "at")))
                    .isInstanceOf(StoreRefused.class);
            assertThatThrownBy(() -> store.collection("thing", MongoIndex.of("expiry", "at")))
                    .isInstanceOf(StoreRefused.class)
                    .hasMessageContaining("expiry");
        }
    }

    @Test
    void an_index_that_the_documents_do_not_allow_is_named() {
        try (TestMongo mongo = TestMongo.fresh();
                MongoStore store = mongo.store()) {
            MongoCollection<BsonDocument> things = store.collection("thing");
            things.insertMany(
                    List.of(BsonDocument.parse("{_id: 1, name: 'a'}"), BsonDocument.parse("{_id: 2, name: 'a'}")));
            assertThatThrownBy(() -> store.collection("thing", BY_NAME))
                    .isInstanceOf(StoreRefused.class)
                    .hasMessageContaining("by-name")
                    .hasMessageContaining("thing");
        }
    }

    @Test
    void whether_there_is_a_collection_is_told_without_making_one() {
        try (TestMongo mongo = TestMongo.fresh();
                MongoStore store = mongo.store()) {
            assertThat(store.has("thing")).isFalse();
            assertThat(store.has("thing")).isFalse();
            store.collection("thing");
            assertThat(store.has("thing")).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mongodb://ada:canary%zz@localhost/sso",
                "mongodb://ada:%zzcanary@localhost/sso",
                "mongodb://ada:can/ary@localhost/sso",
                "mongodb://ada:canary@localhost:port/sso",
                "mongodb://ada:ca@nary@localhost/sso"
            })
    void of_a_connection_string_that_is_none_no_password_is_told(String uri) {
        assertThatThrownBy(() -> MongoStore.connect(uri))
                .isInstanceOf(StoreRefused.class)
                .hasNoCause()
                .message()
                .doesNotContain("can", "ary", "zz");
    }

    @Test
    void a_closed_store_is_unavailable() {
        try (TestMongo mongo = TestMongo.fresh()) {
            MongoStore store = mongo.store();
            store.close();
            assertThatThrownBy(() -> store.has("thing")).isInstanceOf(StoreUnavailable.class);
        }
    }
}

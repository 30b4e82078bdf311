package io.ssouser.eventstore.state.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.bwaldvogel.mongo.bson.Document;
import io.ssouser.eventstore.log.StoreUnavailable;
import io.ssouser.eventstore.mongodb.FakeMongo;
import io.ssouser.eventstore.mongodb.MongoStore;
import io.ssouser.eventstore.mongodb.TestMongo;
import io.ssouser.eventstore.state.StateCollection;
import io.ssouser.eventstore.state.StateDocument;
import io.ssouser.eventstore.state.StateStore;
import io.ssouser.eventstore.state.StateStoreContract;
import io.ssouser.eventstore.state.Where;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MongoStateStoreTest extends StateStoreContract {
    private final TestMongo mongo = TestMongo.fresh();
    private final List<MongoStore> nodes = new ArrayList<>();

    private MongoStore node() {
        MongoStore node = mongo.store();
        nodes.add(node);
        return node;
    }

    @Override
    protected StateStore open() {
        return new MongoStateStore(node());
    }

    @Override
    protected StateStore onAnotherNode(StateStore one) {
        return open();
    }

    @AfterEach
    void close() {
        nodes.forEach(MongoStore::close);
        mongo.close();
    }

    @Test
    void the_server_deletes_what_has_expired_and_finds_the_rest_by_indexes_that_refuse_nothing() {
        List<String> indexes = new ArrayList<>();
        for (BsonDocument index : node().collection("some-note").listIndexes(BsonDocument.class)) {
            indexes.add(index.getString("name").getValue() + " "
                    + index.getDocument("key").keySet() + " " + index.get("expireAfterSeconds") + " "
                    + index.get("unique"));
        }

        assertThat(indexes)
                .anySatisfy(index -> assertThat(index)
                        .startsWith("some-note-expiry [expires_at]")
                        .contains(Long.toString(KEPT.toSeconds())))
                .anySatisfy(index -> assertThat(index).startsWith("some-note-owner [owner]"))
                .anySatisfy(index -> assertThat(index).startsWith("some-note-due [lane, due]"))
                .hasSize(4)
                .noneSatisfy(index -> assertThat(index).startsWith("some-note").contains("true"));
    }

    @Test
    void a_closed_store_says_that_it_cannot_answer() {
        MongoStore node = node();
        StateCollection closed = new MongoStateStore(node).collection(NOTES);
        node.close();

        assertThatThrownBy(() -> closed.find("a")).isInstanceOf(StoreUnavailable.class);
        assertThatThrownBy(() -> closed.insert(owned("a", "ada"))).isInstanceOf(StoreUnavailable.class);
        assertThatThrownBy(() -> closed.delete("a", Where.ANY)).isInstanceOf(StoreUnavailable.class);
    }

    @Test
    void a_failed_server_is_not_taken_for_a_taken_id() {
        try (FakeMongo server = new FakeMongo();
                MongoStore node = MongoStore.connect(server.uri(""))) {
            StateCollection collection = new MongoStateStore(node).collection(NOTES);
            server.answer(
                    "insert",
                    asked -> new Document("ok", 1.0)
                            .append("n", 0)
                            .append(
                                    "writeConcernError",
                                    new Document("code", 64).append("errmsg", "waiting for replication timed out")));

            assertThatThrownBy(() -> collection.insert(owned("a", "ada"))).isInstanceOf(StoreUnavailable.class);
            assertThatThrownBy(() -> collection.insertAll(List.of(new StateDocument("a"), new StateDocument("b"))))
                    .isInstanceOf(StoreUnavailable.class);
        }
    }
}

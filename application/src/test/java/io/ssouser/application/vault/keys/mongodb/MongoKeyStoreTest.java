package io.ssouser.application.vault.keys.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.bwaldvogel.mongo.bson.Document;
import io.ssouser.application.state.MongoNodes;
import io.ssouser.application.vault.keys.KeyStore;
import io.ssouser.application.vault.keys.KeyStoreContract;
import io.ssouser.application.vault.keys.WrappedKey;
import io.ssouser.eventstore.log.StoreUnavailable;
import io.ssouser.eventstore.mongodb.FakeMongo;
import io.ssouser.eventstore.mongodb.MongoStore;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MongoKeyStoreTest extends KeyStoreContract {
    @RegisterExtension
    final MongoNodes nodes = new MongoNodes();

    @Override
    protected KeyStore open() {
        return new MongoKeyStore(nodes.another());
    }

    @Override
    protected KeyStore onAnotherNode(KeyStore one) {
        return open();
    }

    @Test
    void a_destroyed_key_leaves_no_byte_in_its_document() {
        MongoStore node = nodes.another();
        KeyStore store = new MongoKeyStore(node);
        store.keepIfAbsent("user/1", key("m", 1));
        store.replace("user/1", new WrappedKey("", new byte[0]));
        assertThat(node.collection("wrapped-key").find().first().toJson())
                .isEqualTo("{\"_id\": \"user/1\", \"master_key\": \"\","
                        + " \"bytes\": {\"$binary\": {\"base64\": \"\", \"subType\": \"00\"}}}");
    }

    /** The primary has it, and a majority not yet: after an election it may have been another. */
    @Test
    void a_key_that_no_majority_holds_yet_is_neither_missing_nor_made_up() {
        try (FakeMongo server = new FakeMongo();
                MongoStore node = MongoStore.connect(server.uri(""))) {
            KeyStore store = new MongoKeyStore(node);
            store.keepIfAbsent("user/1", key("m", 1));
            server.answer(
                    "find",
                    asked -> new Document("ok", 1.0)
                            .append(
                                    "cursor",
                                    new Document("id", 0L)
                                            .append("ns", "sso.wrapped-key")
                                            .append("firstBatch", List.of())));

            assertThatThrownBy(() -> store.keepIfAbsent("user/1", key("m", 2))).isInstanceOf(StoreUnavailable.class);
        }
    }

    @Test
    void a_closed_store_says_that_it_cannot_answer() {
        MongoStore node = nodes.another();
        KeyStore store = new MongoKeyStore(node);
        node.close();
        assertThatThrownBy(() -> store.keepIfAbsent("user/1", key("m", 1))).isInstanceOf(StoreUnavailable.class);
        assertThatThrownBy(() -> store.find("user/1")).isInstanceOf(StoreUnavailable.class);
    }
}

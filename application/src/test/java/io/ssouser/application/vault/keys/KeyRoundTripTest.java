package io.ssouser.application.vault.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.eventstore.mongodb.MongoStore;
import io.ssouser.eventstore.mongodb.TestMongo;
import io.ssouser.eventstore.sqlite.SqliteDatabase;
import io.ssouser.eventstore.sqlite.SqliteDatabase.Durability;
import io.ssouser.eventstore.state.mongodb.MongoStateStore;
import io.ssouser.eventstore.state.sqlite.SqliteStateStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyRoundTripTest {
    @TempDir
    private Path folder;

    @Test
    void keys_that_went_to_mongodb_and_came_back_are_the_same_to_the_byte_destroyed_ones_included() {
        KeyStore here = new KeysInMemory().store;
        DataKeys keys = TestKeys.dataKeys(here);
        for (int user = 0; user < 50; user++) {
            keys.toEncrypt("user-" + user);
        }
        keys.destroy("user-7");
        try (TestMongo mongo = TestMongo.fresh();
                MongoStore store = mongo.store();
                SqliteDatabase file = SqliteDatabase.open(folder.resolve("keys.db"), Durability.EVERY_COMMIT)) {
            KeyStore there = new KeyStore(new MongoStateStore(store));
            KeyStore back = new KeyStore(SqliteStateStore.thatLeavesNothing(file));

            KeyCopy.prepare(here, there).run(looked -> {});
            KeyCopy.prepare(there, back).run(looked -> {});

            assertThat(all(back)).hasSize(51).isEqualTo(all(here)).contains("user/user-7  ");
        }
    }

    private static List<String> all(KeyStore store) {
        List<String> all = new ArrayList<>();
        store.forEach((id, key) ->
                all.add(id + " " + key.masterKey() + " " + HexFormat.of().formatHex(key.bytes())));
        return all;
    }
}

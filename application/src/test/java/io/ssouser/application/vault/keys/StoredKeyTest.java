package io.ssouser.application.vault.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.bwaldvogel.mongo.bson.Document;
import io.ssouser.eventstore.log.StoreUnavailable;
import io.ssouser.eventstore.mongodb.FakeMongo;
import io.ssouser.eventstore.mongodb.MongoStore;
import io.ssouser.eventstore.mongodb.TestMongo;
import io.ssouser.eventstore.sqlite.SqliteDatabase;
import io.ssouser.eventstore.sqlite.SqliteDatabase.Durability;
import io.ssouser.eventstore.state.mongodb.MongoStateStore;
import io.ssouser.eventstore.state.sqlite.SqliteStateStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands in the files and documents of the keys, and what does not stand there any more. */
class StoredKeyTest {
    private static final WrappedKey KEY = new WrappedKey("m", "canary-of-a-key".getBytes(StandardCharsets.US_ASCII));

    @TempDir
    private Path folder;

    @Test
    void no_byte_of_a_destroyed_key_stays_in_the_files() throws IOException {
        try (SqliteDatabase file = file()) {
            KeyStore store = new KeyStore(SqliteStateStore.thatLeavesNothing(file));
            store.keepIfAbsent("user/1", KEY);
            assertThat(filesHold("canary")).isTrue();

            store.replace("user/1", WrappedKey.DESTROYED);

            assertThat(filesHold("canary")).isFalse();
        }
    }

    @Test
    void a_file_of_keys_that_an_earlier_version_made_is_read_and_written_as_it_is() throws SQLException {
        try (Connection earlier = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("keys.db"));
                Statement statement = earlier.createStatement()) {
            statement.execute("CREATE TABLE wrapped_key(id TEXT PRIMARY KEY, master_key TEXT NOT NULL,"
                    + " bytes BLOB NOT NULL) WITHOUT ROWID");
            statement.execute("INSERT INTO wrapped_key VALUES ('user/1', 'm', x'0102'), ('user/2', '', x'')");
        }
        try (SqliteDatabase file = file()) {
            KeyStore store = new KeyStore(SqliteStateStore.thatLeavesNothing(file));

            assertThat(store.find("user/1").orElseThrow().bytes()).containsExactly(1, 2);
            assertThat(store.find("user/2").orElseThrow().isDestroyed()).isTrue();
            assertThat(store.keepIfAbsent("user/3", KEY)).isEqualTo(KEY);
        }
    }

    @Test
    void a_destroyed_key_leaves_no_byte_in_its_document() {
        try (TestMongo mongo = TestMongo.fresh();
                MongoStore node = mongo.store()) {
            KeyStore store = new KeyStore(new MongoStateStore(node));
            store.keepIfAbsent("user/1", KEY);
            store.replace("user/1", WrappedKey.DESTROYED);
            assertThat(node.collection("wrapped-key").find().first().toJson())
                    .isEqualTo("{\"_id\": \"user/1\", \"master_key\": \"\","
                            + " \"bytes\": {\"$binary\": {\"base64\": \"\", \"subType\": \"00\"}}}");
        }
    }

    /** The primary has it, and a majority not yet: after an election it may have been another. */
    @Test
    void a_key_that_no_majority_holds_yet_is_neither_missing_nor_made_up() {
        try (FakeMongo server = new FakeMongo();
                MongoStore node = MongoStore.connect(server.uri(""))) {
            KeyStore store = new KeyStore(new MongoStateStore(node));
            store.keepIfAbsent("user/1", KEY);
            server.answer(
                    "find",
                    asked -> new Document("ok", 1.0)
                            .append(
                                    "cursor",
                                    new Document("id", 0L)
                                            .append("ns", "sso.wrapped-key")
                                            .append("firstBatch", List.of())));
            WrappedKey another = new WrappedKey("m", new byte[] {2});

            assertThatThrownBy(() -> store.keepIfAbsent("user/1", another)).isInstanceOf(StoreUnavailable.class);
            assertThatThrownBy(() -> store.replace("user/1", another)).isInstanceOf(StoreUnavailable.class);
        }
    }

    private SqliteDatabase file() {
        return SqliteDatabase.open(folder.resolve("keys.db"), Durability.EVERY_COMMIT);
    }

    private boolean filesHold(String text) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text)) {
                    return true;
                }
            }
        }
        return false;
    }
}

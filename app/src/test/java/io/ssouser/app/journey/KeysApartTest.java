package io.ssouser.app.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.ssouser.app.cli.Sso;
import io.ssouser.eventstore.log.StoreRefused;
import io.ssouser.eventstore.mongodb.TestMongo;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys in a database of their own, so that what is backed up whole holds no key that was erased since. It brings its databases, so it runs once. */
@Tag("files")
class KeysApartTest {
    @TempDir
    private Path folder;

    private final TestMongo log = TestMongo.fresh();
    private final TestMongo keys = TestMongo.fresh();

    @AfterEach
    void close() {
        log.close();
        keys.close();
    }

    private RunningService service(String... more) {
        List<String> settings = new ArrayList<>(List.of(
                "sso.store=mongodb",
                "sso.mongodb-uri=" + log.uri(),
                "sso.master-key=" + Base64.getEncoder().encodeToString(new byte[32])));
        settings.addAll(List.of(more));
        return RunningService.on(folder.resolve("data"), settings.toArray(String[]::new));
    }

    private RunningService withKeysApart() {
        return service("sso.keys-mongodb-uri=" + keys.uri());
    }

    private static Set<String> collections(TestMongo mongo) {
        try (MongoClient client = MongoClients.create(mongo.uri())) {
            String name = mongo.uri().substring(mongo.uri().lastIndexOf('/') + 1);
            return client.getDatabase(name).listCollectionNames().into(new HashSet<>());
        }
    }

    @Test
    void the_keys_and_the_place_of_erasures_are_there_and_nothing_of_them_is_in_the_logs_database() {
        String email = Accounts.address("apart");
        try (RunningService service = withKeysApart()) {
            new Accounts(service).confirmed(email);
        }
        assertThat(collections(keys)).containsExactlyInAnyOrder("wrapped-key", "token");
        assertThat(collections(log)).contains("event-log", "token").doesNotContain("wrapped-key");
        try (RunningService service = withKeysApart()) {
            assertThat(new Accounts(service).signedIn(email).get("/api/user").text("email"))
                    .isEqualTo(email);
        }
    }

    @Test
    void a_log_whose_keys_are_elsewhere_is_refused_and_no_keys_are_made() {
        try (RunningService service = withKeysApart()) {
            new Accounts(service).newSignedIn("apart");
        }

        assertThatThrownBy(this::service)
                .rootCause()
                .isInstanceOf(StoreRefused.class)
                .hasMessageContaining("no keys in the database of SSO_MONGODB_URI");
        assertThat(collections(log)).doesNotContain("wrapped-key");
    }

    @Test
    void keys_are_moved_into_a_database_of_their_own_and_the_whole_store_elsewhere() {
        String email = Accounts.address("apart");
        try (RunningService service = service()) {
            new Accounts(service).confirmed(email);
        }
        assertThat(copy("--from", log.uri(), "--to", log.uri(), "--to-keys", keys.uri()))
                .isZero();
        try (RunningService service = withKeysApart()) {
            assertThat(new Accounts(service).signedIn(email).get("/api/user").text("email"))
                    .isEqualTo(email);
        }

        Path there = folder.resolve("there");
        assertThat(copy("--from", log.uri(), "--from-keys", keys.uri(), "--to", "sqlite:" + there))
                .isZero();
        assertThat(Files.exists(there.resolve("keys.db"))).isTrue();
    }

    private static int copy(String... arguments) {
        List<String> line = new ArrayList<>(List.of("copy"));
        line.addAll(List.of(arguments));
        StringWriter err = new StringWriter();
        int code = Sso.commandLine()
                .setOut(new PrintWriter(new StringWriter(), true))
                .setErr(new PrintWriter(err, true))
                .execute(line.toArray(String[]::new));
        assertThat(err.toString()).isEmpty();
        return code;
    }
}

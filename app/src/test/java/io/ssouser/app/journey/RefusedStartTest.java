package io.ssouser.app.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.ssouser.app.start.ServiceProcess;
import io.ssouser.eventstore.mongodb.TestMongo;
import io.ssouser.eventstore.sqlite.SqliteEventLog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operator reads when the service will not start. */
@Tag("files")
class RefusedStartTest {
    /** A process that ends within seconds is quicker without the second one. */
    private static final String FIRST_COMPILER = "-XX:TieredStopAtLevel=1";

    @TempDir
    private Path folder;

    @Test
    void a_second_service_on_the_same_folder_is_refused_in_words_that_name_the_file() throws IOException {
        Path data = folder.resolve("data");
        try (SqliteEventLog first = SqliteEventLog.open(data.resolve("log.db"))) {
            assertThat(first.head().nextPosition()).isZero();
            assertRefused(data, Map.of(), data.resolve("log.db") + " is open in another process");
        }
    }

    @Test
    void a_master_key_that_is_none_is_refused_in_words() throws IOException {
        assertRefused(folder.resolve("data"), Map.of("SSO_MASTER_KEY", "not a key"), "SSO_MASTER_KEY is not base64");
    }

    @Test
    void keys_whose_master_key_is_missing_are_refused_and_none_is_made() throws IOException {
        Path data = folder.resolve("data");
        try (RunningService service = RunningService.on(data)) {
            assertThat(service.base()).isNotNull();
        }
        Files.delete(data.resolve("master.key"));

        assertRefused(data, Map.of(), "Set SSO_MASTER_KEY to it");

        assertThat(data.resolve("master.key")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "'', needs SSO_MONGODB_URI",
        "mongodb://127.0.0.1:1/, names no database",
        "mongodb://127.0.0.1:1/sso?serverSelectionTimeoutMS=100, servers of SSO_MONGODB_URI run"
    })
    void a_database_that_cannot_be_used_is_refused_in_words(String uri, String why) throws IOException {
        assertEnded(folder.resolve("data"), Map.of("SSO_STORE", "mongodb", "SSO_MONGODB_URI", uri), why);
    }

    @Test
    void nodes_have_one_master_key_and_make_none_of_their_own() throws IOException {
        try (TestMongo mongo = TestMongo.fresh()) {
            Map<String, String> settings = Map.of("SSO_STORE", "mongodb", "SSO_MONGODB_URI", mongo.uri());
            assertEnded(folder.resolve("data"), settings, "needs SSO_MASTER_KEY");
        }
    }

    @Test
    void a_port_that_another_service_has_is_named_with_its_setting() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(other.getLocalPort());
            assertEnded(
                    folder.resolve("data"), Map.of("SSO_MANAGEMENT_PORT", port), "SSO_MANAGEMENT_PORT, for metrics");
            assertThat(Files.readString(folder.resolve("service.log"))).contains(port);
        }
    }

    private void assertRefused(Path data, Map<String, String> settings, String why) throws IOException {
        assertEnded(data, settings, why);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                .isEqualTo("rwx------");
    }

    private void assertEnded(Path data, Map<String, String> settings, String why) throws IOException {
        Map<String, String> all = new HashMap<>(settings);
        all.put("JDK_JAVA_OPTIONS", FIRST_COMPILER);
        assertThatIllegalStateException()
                .isThrownBy(() -> ServiceProcess.start(data, all))
                .withMessageContaining("ended with exit code 1");
        String output = Files.readString(folder.resolve("service.log"));
        assertThat(output).contains(why, "then start again").doesNotContain("\tat ", "BeanCreationException");
    }
}

package io.ssouser.app.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.eventstore.mongodb.TestMongo;
import java.nio.file.Path;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Keys in the database of the log are in every copy of it: the service says so when it starts. */
@Isolated("It counts lines of the log, which other services of this JVM write too.")
@ExtendWith(OutputCaptureExtension.class)
@Tag("files")
class SharedKeysWarningTest {
    private static final String WARNING = "The keys are in the log's database";

    @TempDir
    private Path folder;

    @Test
    void keys_that_share_the_logs_database_are_warned_of_once_at_the_start_and_keys_apart_are_not(
            CapturedOutput output) {
        try (TestMongo log = TestMongo.fresh();
                TestMongo keys = TestMongo.fresh()) {
            startAndStop("sso.mongodb-uri=" + log.uri(), "sso.keys-mongodb-uri=" + keys.uri());
        }
        assertThat(output.getAll()).doesNotContain(WARNING);

        try (TestMongo shared = TestMongo.fresh()) {
            startAndStop("sso.mongodb-uri=" + shared.uri());
        }
        assertThat(output.getAll()).containsOnlyOnce(WARNING).contains("set SSO_KEYS_MONGODB_URI");
    }

    private void startAndStop(String... databases) {
        String[] settings = Stream.concat(
                        Stream.of(
                                "sso.store=mongodb",
                                "sso.master-key=" + Base64.getEncoder().encodeToString(new byte[32])),
                        Stream.of(databases))
                .toArray(String[]::new);
        RunningService.on(folder.resolve("data"), settings).close();
    }
}

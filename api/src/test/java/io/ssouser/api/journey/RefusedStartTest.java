package io.ssouser.api.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.ssouser.api.cli.ServiceProcess;
import io.ssouser.eventstore.sqlite.SqliteEventLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator reads when the service will not start. */
@Tag("files")
class RefusedStartTest {
    @TempDir
    private Path folder;

    @Test
    void a_second_service_on_the_same_folder_is_refused_in_words_that_name_the_file() throws IOException {
        Path data = folder.resolve("data");
        try (SqliteEventLog first = SqliteEventLog.open(data.resolve("log.db"))) {
            assertThat(first.tail().nextPosition()).isZero();
            assertRefused(data, Map.of(), data.resolve("log.db") + " is open in another process");
        }
    }

    @Test
    void a_master_key_that_is_none_is_refused_in_words() throws IOException {
        assertRefused(folder.resolve("data"), Map.of("SSO_MASTER_KEY", "not a key"), "SSO_MASTER_KEY is not base64");
    }

    private void assertRefused(Path data, Map<String, String> settings, String why) throws IOException {
        assertThatIllegalStateException()
                .isThrownBy(() -> ServiceProcess.start(data, settings))
                .withMessageContaining("ended with exit code 1");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                .isEqualTo("rwx------");
        String output = Files.readString(folder.resolve("service.log"));
        assertThat(output).contains(why, "then start again").doesNotContain("\tat ", "BeanCreationException");
    }
}

package io.ssouser.eventstore.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssouser.eventstore.log.LogRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusedFileTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void write() {
        file = LogFiles.withCommits(folder.resolve("log.db"), 50);
    }

    private void assertRefusedUntouched(String why) throws IOException {
        byte[] before = Files.readAllBytes(file);
        assertThatThrownBy(() -> SqliteEventLog.open(file))
                .isInstanceOf(LogRefused.class)
                .hasMessageContaining(file.getFileName().toString())
                .hasMessageContaining(why);
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        assertThat(Files.exists(folder.resolve("log.db-wal"))).isFalse();
    }

    @Test
    void text() throws IOException {
        Files.writeString(file, "a diary, long enough to hold a header ".repeat(10));
        assertRefusedUntouched("not an event log");
    }

    @Test
    void an_empty_file() throws IOException {
        Files.write(file, new byte[0]);
        assertRefusedUntouched("not an event log");
    }

    @Test
    void another_programs_database() throws IOException, SQLException {
        Files.delete(file);
        LogFiles.tamper(file, "CREATE TABLE song (title TEXT)");
        assertRefusedUntouched("another program");
    }

    @Test
    void a_newer_format() throws IOException, SQLException {
        LogFiles.tamper(file, "PRAGMA user_version = 2");
        assertRefusedUntouched("format 2");
    }

    @Test
    void a_bad_header() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[3] ^= 1;
        Files.write(file, bytes);
        assertRefusedUntouched("damaged");
    }

    @Test
    void a_file_cut_short() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
        assertRefusedUntouched("damaged");
    }

    @Test
    void a_scrambled_page() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, bytes.length - 4096, bytes.length, (byte) 0x5A);
        Arrays.fill(bytes, 4096, 2 * 4096, (byte) 0x5A);
        Files.write(file, bytes);
        assertRefusedUntouched("damaged");
    }

    @Test
    void a_missing_index() throws IOException, SQLException {
        LogFiles.tamper(file, "DROP INDEX event_stream");
        assertRefusedUntouched("tables");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM event WHERE position = 99",
                "DELETE FROM event WHERE position = 98",
                "DELETE FROM event WHERE position = 40",
                "DELETE FROM event WHERE position = 0",
                "UPDATE event SET payload = zeroblob(3) WHERE position = 60",
                "UPDATE event SET chain = zeroblob(32) WHERE position = 61",
            })
    void recent_events_that_do_not_add_up(String damage) throws IOException, SQLException {
        LogFiles.tamper(file, damage);
        assertRefusedUntouched("restore a backup");
    }

    @Test
    void a_log_whose_file_is_gone_but_whose_last_events_are_not() throws IOException {
        Files.delete(file);
        Path lastEvents = Files.write(folder.resolve("log.db-wal"), new byte[] {1, 2, 3});
        assertThatThrownBy(() -> SqliteEventLog.open(file))
                .isInstanceOf(LogRefused.class)
                .hasMessageContaining("log.db-wal");
        assertThat(lastEvents).hasBinaryContent(new byte[] {1, 2, 3});
        assertThat(file).doesNotExist();
    }

    @Test
    void a_refused_log_may_be_opened_once_it_is_sound_again() throws IOException {
        byte[] sound = Files.readAllBytes(file);
        Files.writeString(file, "x");
        assertThatThrownBy(() -> SqliteEventLog.open(file)).isInstanceOf(LogRefused.class);
        Files.write(file, sound);
        try (SqliteEventLog log = SqliteEventLog.open(file)) {
            assertThat(log.head().nextPosition()).isEqualTo(100);
        }
    }
}

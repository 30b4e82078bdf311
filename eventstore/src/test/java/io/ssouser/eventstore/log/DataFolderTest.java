package io.ssouser.eventstore.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ssouser.eventstore.sqlite.SqliteDatabase;
import io.ssouser.eventstore.sqlite.SqliteDatabase.Durability;
import io.ssouser.eventstore.sqlite.SqliteEventLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    Path above;

    @Test
    void a_folder_that_a_store_creates_is_its_owners_alone() throws IOException {
        SqliteEventLog.open(above.resolve("of/log/log.db")).close();
        SqliteDatabase.open(above.resolve("state/state.db"), Durability.EVERY_COMMIT)
                .close();

        assertThat(mode(above.resolve("of"))).isEqualTo("rwx------");
        assertThat(mode(above.resolve("of/log"))).isEqualTo("rwx------");
        assertThat(mode(above.resolve("state"))).isEqualTo("rwx------");
    }

    @Test
    void a_folder_that_others_may_enter_is_closed_to_them_also_behind_a_link() throws IOException {
        Path there = Files.createDirectory(above.resolve("there"));
        Files.setPosixFilePermissions(there, PosixFilePermissions.fromString("rwxr-x---"));
        Path link = Files.createSymbolicLink(above.resolve("link"), there);

        assertThat(DataFolder.create(there)).isEqualTo(there);
        assertThat(DataFolder.create(link)).isEqualTo(link);
        assertThat(mode(there)).isEqualTo("rwx------");
    }

    @Test
    void a_folder_that_holds_other_things_is_refused_and_left_as_it_is() throws IOException {
        Path there = Files.createDirectory(above.resolve("there"));
        Files.writeString(there.resolve("thesis.txt"), "not ours");
        Files.setPosixFilePermissions(there, PosixFilePermissions.fromString("rwxr-xr-x"));

        assertThatExceptionOfType(StoreRefused.class)
                .isThrownBy(() -> DataFolder.create(there))
                .withMessageContaining("choose a folder of its own");
        assertThat(mode(there)).isEqualTo("rwxr-xr-x");
    }

    @Test
    void files_are_their_owners_alone_whatever_they_were() throws IOException {
        Path log = above.resolve("log/log.db");
        Path state = above.resolve("state/state.db");
        for (int open = 0; open < 2; open++) {
            try (SqliteEventLog first = SqliteEventLog.open(log);
                    SqliteDatabase second = SqliteDatabase.open(state, Durability.EVERY_COMMIT)) {
                second.executeInTransaction(() -> {});
                assertThat(first.head().nextPosition()).isZero();
                for (Path file : List.of(log, above.resolve("log/log.db.lock"), state)) {
                    assertThat(mode(file)).as(file.toString()).isEqualTo("rw-------");
                }
            }
            Files.setPosixFilePermissions(log, PosixFilePermissions.fromString("rw-r--r--"));
            Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rw-rw-rw-"));
        }
    }

    private static String mode(Path folder) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder));
    }
}

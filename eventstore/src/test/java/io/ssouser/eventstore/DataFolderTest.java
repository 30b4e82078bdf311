package io.ssouser.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.eventstore.sqlite.SqliteDatabase;
import io.ssouser.eventstore.sqlite.SqliteDatabase.Durability;
import io.ssouser.eventstore.sqlite.SqliteEventLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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
    void a_folder_that_is_there_is_left_as_it_is_also_behind_a_link() throws IOException {
        Path there = Files.createDirectory(above.resolve("there"));
        Files.setPosixFilePermissions(there, PosixFilePermissions.fromString("rwxr-x---"));
        Path link = Files.createSymbolicLink(above.resolve("link"), there);

        assertThat(DataFolder.create(there)).isEqualTo(there);
        assertThat(DataFolder.create(link)).isEqualTo(link);
        assertThat(mode(there)).isEqualTo("rwxr-x---");
    }

    private static String mode(Path folder) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder));
    }
}

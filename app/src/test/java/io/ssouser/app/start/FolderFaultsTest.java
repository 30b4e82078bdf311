package io.ssouser.app.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssouser.app.journey.Accounts;
import io.ssouser.app.journey.Browser;
import io.ssouser.app.journey.RunningService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Any one file of the data folder missing, cut off, altered or another service's: refused in words, or made anew. */
@Tag("files")
class FolderFaultsTest {
    private static final String EMAIL = Accounts.address("folder");

    private static Path used;
    private static Path anothers;

    @TempDir
    private Path temp;

    @BeforeAll
    static void use_two_folders() {
        used = usedFolder(EMAIL);
        anothers = usedFolder(Accounts.address("another"));
    }

    private static Path usedFolder(String email) {
        try (RunningService service = RunningService.fresh()) {
            Accounts accounts = new Accounts(service);
            accounts.confirmed(email);
            assertThat(accounts.signedIn(email).get("/api/user").status()).isEqualTo(200);
            return service.data();
        }
    }

    /** What can be done to a file. */
    enum Fault {
        MISSING {
            @Override
            void on(Path file) throws IOException {
                Files.delete(file);
            }
        },
        EMPTIED {
            @Override
            void on(Path file) throws IOException {
                Files.write(file, new byte[0]);
            }
        },
        CUT_OFF {
            @Override
            void on(Path file) throws IOException {
                byte[] bytes = Files.readAllBytes(file);
                Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));
            }
        },
        BEGINNING_FLIPPED {
            @Override
            void on(Path file) throws IOException {
                byte[] bytes = Files.readAllBytes(file);
                for (int i = 0; i < 16; i++) {
                    bytes[i] ^= 0x55;
                }
                Files.write(file, bytes);
            }
        },
        OTHERWISE {
            @Override
            void on(Path file) throws IOException {
                Files.copy(anothers.resolve(file.getFileName()), file, StandardCopyOption.REPLACE_EXISTING);
            }
        },
        OF_ANOTHER_VERSION {
            @Override
            void on(Path file) throws IOException {
                try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + file);
                        Statement statement = database.createStatement()) {
                    statement.execute("ALTER TABLE spent_token RENAME COLUMN id TO token");
                } catch (SQLException e) {
                    throw new IOException(e);
                }
            }
        };

        abstract void on(Path file) throws IOException;
    }

    @ParameterizedTest
    @CsvSource({
        "log.db, MISSING, seen",
        "log.db, EMPTIED, log.db is not an event log",
        "log.db, CUT_OFF, log.db",
        "log.db, BEGINNING_FLIPPED, log.db is not an event log",
        "log.db, OTHERWISE, belong to two services",
        "keys.db, MISSING, keys.db",
        "keys.db, EMPTIED, keys that they were sealed with are missing",
        "keys.db, CUT_OFF, keys.db is damaged",
        "keys.db, BEGINNING_FLIPPED, keys.db is damaged",
        "keys.db, OTHERWISE, wrapped by master key",
        "state.db, CUT_OFF, Move state.db",
        "state.db, BEGINNING_FLIPPED, Move state.db",
        "state.db, OF_ANOTHER_VERSION, Move state.db",
        "state.db, OTHERWISE, state.db belongs to another service",
        "master.key, MISSING, Set SSO_MASTER_KEY to it",
        "master.key, EMPTIED, master.key holds 0 bytes",
        "master.key, CUT_OFF, master.key",
        "master.key, OTHERWISE, wrapped by master key"
    })
    void what_cannot_be_made_anew_is_refused_in_words(String file, Fault fault, String why) throws IOException {
        Path data = copy();
        fault.on(data.resolve(file));

        assertThatThrownBy(() -> RunningService.on(data).close())
                .satisfies(failure -> assertThat(new StartRefusals().analyze(failure))
                        .isNotNull()
                        .satisfies(told -> assertThat(told.getDescription()).contains(why)));
    }

    @ParameterizedTest
    @CsvSource({
        "views.db, MISSING",
        "views.db, EMPTIED",
        "views.db, CUT_OFF",
        "views.db, BEGINNING_FLIPPED",
        "views.db, OTHERWISE",
        "state.db, MISSING",
        "state.db, EMPTIED"
    })
    void what_can_be_made_anew_is(String file, Fault fault) throws IOException {
        Path data = copy();
        fault.on(data.resolve(file));

        try (RunningService service = RunningService.on(data)) {
            Browser browser = new Accounts(service).signedIn(EMAIL);
            assertThat(browser.get("/api/user").text("email")).isEqualTo(EMAIL);
        }
    }

    /** The master key is one for both, as where several services get theirs from one place. */
    @Test
    void keys_of_another_service_are_refused_also_under_the_right_master_key() throws IOException {
        String key = "sso.master-key=" + java.util.Base64.getEncoder().encodeToString(new byte[32]);
        Path first = temp.resolve("first");
        Path second = temp.resolve("second");
        for (Path data : List.of(first, second)) {
            for (int start = 0; start < 2; start++) {
                try (RunningService service = RunningService.on(data, key)) {
                    new Accounts(service).confirmed(Accounts.address("one" + UUID.randomUUID()));
                }
            }
        }
        Files.copy(second.resolve("keys.db"), first.resolve("keys.db"), StandardCopyOption.REPLACE_EXISTING);

        assertThatThrownBy(() -> RunningService.on(first, key).close()).hasStackTraceContaining("two services");
    }

    @Test
    void a_folder_and_files_that_others_may_enter_are_closed_to_them() throws IOException {
        Path data = copy();
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (Path file : files(data)) {
            if (!file.endsWith("master.key")) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
            }
        }

        try (RunningService service = RunningService.on(data)) {
            new Accounts(service).confirmed(Accounts.address("closed"));
            assertThat(mode(data)).isEqualTo("rwx------");
            assertThat(files(data))
                    .hasSizeGreaterThan(8)
                    .allSatisfy(
                            file -> assertThat(mode(file)).as(file.toString()).isEqualTo("rw-------"));
        }
    }

    @Test
    void a_folder_that_others_may_enter_and_that_holds_other_things_is_refused() throws IOException {
        Files.setPosixFilePermissions(temp, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(temp.resolve("thesis.txt"), "not ours");

        assertThatThrownBy(() -> RunningService.on(temp).close())
                .hasStackTraceContaining("choose a folder of its own")
                .satisfies(failure ->
                        assertThat(new StartRefusals().analyze(failure)).isNotNull());
        assertThat(mode(temp)).isEqualTo("rwxr-xr-x");
    }

    private static String mode(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private Path copy() throws IOException {
        Path data = Files.createDirectory(temp.resolve("data"));
        for (Path file : files(used)) {
            Path to = data.resolve(used.relativize(file).toString());
            Files.createDirectories(to.getParent());
            Files.copy(file, to, StandardCopyOption.COPY_ATTRIBUTES);
        }
        return data;
    }
}

package io.ssouser.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.app.journey.Accounts;
import io.ssouser.app.journey.RunningService;
import io.ssouser.eventstore.mongodb.TestMongo;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How an operator moves a service to another store. */
@Tag("files")
class CopyTest {
    @TempDir
    private Path folder;

    private Path there;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void choose_a_target() {
        there = folder.resolve("there");
    }

    @Test
    void a_moved_service_knows_its_people_and_can_be_moved_back_with_what_happened_since() throws IOException {
        String email = Accounts.address("moved");
        Path here;
        try (RunningService service = RunningService.fresh()) {
            here = service.data();
            new Accounts(service).confirmed(email);
        }

        assertThat(copy("sqlite:" + here, "sqlite:" + there)).as(err.toString()).isZero();

        assertThat(out.toString())
                .containsPattern("sqlite:" + there + ": 0 events, end 0{64}\\R")
                .containsPattern(
                        "sqlite:" + there
                                + ": 4 events, end [0-9a-f]{64}; the chain holds\\. With it went \\d+ keys, and the memory of 0 destroyed ones\\.")
                .contains("everybody signs in again")
                .containsPattern("Start the service there with master key [0-9a-f]{16} in SSO_MASTER_KEY");
        String masterKey = Files.readString(here.resolve("master.key")).strip();
        try (RunningService service = RunningService.on(there, "sso.master-key=" + masterKey)) {
            assertThat(new Accounts(service).signedIn(email).get("/api/user").text("email"))
                    .isEqualTo(email);
        }
        assertThat(copy("sqlite:" + here, "sqlite:" + there)).isEqualTo(1);
        assertThat(err.toString()).contains("The target holds 6 events, and they are not the beginning of the source");

        assertThat(copy("sqlite:" + there, "sqlite:" + here)).isZero();
        try (RunningService service = RunningService.on(here)) {
            assertThat(new Accounts(service)
                            .signedIn(email)
                            .get("/api/user/devices")
                            .body())
                    .as("the device of the sign-in there, and this one")
                    .containsPattern("device_name.*device_name");
        }
    }

    @Test
    void a_service_that_goes_to_mongodb_and_comes_back_is_the_same_to_the_byte() throws SQLException {
        Path here;
        try (RunningService service = RunningService.fresh()) {
            here = service.data();
            new Accounts(service).newSignedIn("moved");
        }
        try (TestMongo mongo = TestMongo.fresh()) {
            assertThat(copy("sqlite:" + here, mongo.uri())).as(err.toString()).isZero();
            assertThat(copy("sqlite:" + here, mongo.uri())).as("once more").isZero();
            assertThat(copy(mongo.uri(), "sqlite:" + there)).as(err.toString()).isZero();
        }
        assertThat(out.toString()).containsPattern("mongodb://\\S+: 6 events, end [0-9a-f]{64}; the chain holds");
        assertSameRows(here, "log.db", "event");
        assertSameRows(here, "keys.db", "wrapped_key");
    }

    private void assertSameRows(Path here, String file, String table) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + here.resolve(file));
                Statement statement = connection.createStatement()) {
            statement.execute("ATTACH '" + there.resolve(file) + "' AS there");
            String rows = "SELECT count(*) FROM main.%1$s UNION ALL SELECT count(*) FROM there.%1$s"
                    + " UNION ALL SELECT count(*) FROM (SELECT * FROM main.%1$s EXCEPT SELECT * FROM there.%1$s)";
            try (ResultSet row = statement.executeQuery(rows.formatted(table))) {
                row.next();
                long count = row.getLong(1);
                assertThat(count).isPositive();
                row.next();
                assertThat(row.getLong(1)).isEqualTo(count);
                row.next();
                assertThat(row.getLong(1)).isZero();
            }
        }
    }

    @Test
    void a_folder_in_use_is_not_copied() {
        try (RunningService service = RunningService.fresh()) {
            assertThat(copy("sqlite:" + service.data(), "sqlite:" + there)).isEqualTo(1);
            assertThat(err.toString())
                    .startsWith(service.data().resolve("log.db") + " is open in this process")
                    .contains("stop that one first")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void a_folder_that_no_service_has_used_is_no_source_and_stays_as_it_was() {
        assertThat(copy("sqlite:" + folder.resolve("nowhere"), "sqlite:" + there))
                .isEqualTo(1);
        assertThat(err.toString()).contains("There is no store of a service at sqlite:" + folder.resolve("nowhere"));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void an_address_of_neither_kind_is_a_mistake_of_the_caller_and_is_not_repeated() {
        assertThat(copy("postgres://ada:secret@host/db", "sqlite:" + there)).isEqualTo(2);
        assertThat(err.toString())
                .contains("--from: an address is sqlite:<data folder> or mongodb://<host>/<database>")
                .doesNotContain("secret");
    }

    private int copy(String from, String to) {
        return Sso.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute("copy", "--from", from, "--to", to);
    }
}

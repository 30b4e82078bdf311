package io.ssouser.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ssouser.app.journey.Accounts;
import io.ssouser.app.journey.Browser;
import io.ssouser.app.journey.RunningService;
import io.ssouser.eventstore.mongodb.MongoStore;
import io.ssouser.eventstore.mongodb.TestMongo;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** What an operator does to the folder of a stopped service, and what the service shows afterwards. One used folder for all. */
@TestMethodOrder(OrderAnnotation.class)
@Tag("files")
class FolderCommandsTest {
    private static final String EMAIL = Accounts.address("folder");

    private static Path data;
    private static String trail = "";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void use_the_folder() {
        try (RunningService service = RunningService.fresh()) {
            data = service.data();
            System.setProperty("sso.data-dir", data.toString());
            Accounts accounts = new Accounts(service);
            accounts.confirmed(EMAIL);
            Browser browser = accounts.signedIn(EMAIL);
            browser.patch("/api/user/devices/" + device(browser), Map.of("device_name", "an old laptop"));
            trail = entries(browser);
        }
    }

    @AfterAll
    static void forget_the_folder() {
        System.clearProperty("sso.data-dir");
    }

    @Test
    @Order(1)
    void verify_counts_the_events_and_tells_where_the_chain_ends() {
        assertThat(run("verify")).isZero();
        assertThat(out.toString()).matches("[1-9][0-9]* events, the chain holds\\. Its end is [0-9a-f]{64}\\.\\R");
    }

    @Test
    @Order(2)
    void replay_of_an_unknown_read_model_names_those_that_there_are() {
        assertThat(run("replay", "no-such-thing")).isEqualTo(2);
        assertThat(err.toString()).contains("There is no read model 'no-such-thing'", "device-list", "audit-trail");
    }

    @Test
    @Order(3)
    void a_replayed_read_model_and_one_whose_file_was_deleted_show_what_they_showed_before() {
        assertThat(run("replay", "device-list")).isZero();
        assertThat(out.toString()).contains("device-list is rebuilt; 0 events are parked.");
        assertSame("after a replay");

        deleteViews();

        assertSame("after the loss of views.db");
    }

    @Test
    @Order(4)
    void the_keys_of_tokens_are_rotated_while_the_service_runs() {
        try (RunningService service = RunningService.on(data)) {
            Browser browser = new Accounts(service).signedIn(EMAIL);

            assertThat(run("keys", "rotate")).isZero();

            assertThat(out.toString()).matches("Key [\\w-]{43} signs from now on; .*\\R");
            assertThat(browser.get("/api/user").status()).isEqualTo(200);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> browser.get("/.well-known/jwks.json")
                                    .json()
                                    .get("keys")
                                    .size()
                            == 2);
            assertThat(browser.get("/api/user").status()).isEqualTo(200);
            assertThat(new Accounts(service).signedIn(EMAIL).get("/api/user").status())
                    .isEqualTo(200);
        }
    }

    @Test
    void a_folder_that_nobody_has_used_has_no_keys_to_rotate() {
        System.setProperty("sso.data-dir", data.resolveSibling("nowhere").toString());
        try {
            assertThat(run("keys", "rotate")).isEqualTo(1);
            assertThat(err.toString()).contains("SSO_DATA_DIR is").doesNotContain("\tat ");
        } finally {
            System.setProperty("sso.data-dir", data.toString());
        }
    }

    @Test
    @Order(6)
    void a_database_that_nobody_has_used_has_no_keys_to_rotate_and_gets_none() {
        try (TestMongo mongo = TestMongo.fresh();
                MongoStore database = mongo.store()) {
            System.setProperty("sso.store", "mongodb");
            System.setProperty("sso.mongodb-uri", mongo.uri());
            System.setProperty("sso.master-key", Base64.getEncoder().encodeToString(new byte[32]));

            assertThat(run("keys", "rotate")).isEqualTo(1);

            assertThat(err.toString())
                    .contains("SSO_MONGODB_URI names a database that no service has used")
                    .doesNotContain("\tat ");
            assertThat(database.has("wrapped-key")).isFalse();
        } finally {
            List.of("sso.store", "sso.mongodb-uri", "sso.master-key").forEach(System::clearProperty);
        }
    }

    @Test
    @Order(5)
    void a_folder_in_use_is_left_alone() {
        RunningService service = RunningService.on(data);
        try (service) {
            assertThat(run("replay", "device-list")).isEqualTo(1);
            assertThat(err.toString())
                    .startsWith(data.resolve("log.db") + " is open in this process")
                    .doesNotContain("\tat ");
        }
    }

    private static void assertSame(String when) {
        try (RunningService service = RunningService.on(data)) {
            Browser browser = new Accounts(service).signedIn(EMAIL);
            assertThat(entries(browser)).as("audit " + when).endsWith(trail);
            assertThat(browser.get("/api/user/devices").body())
                    .as("devices " + when)
                    .contains("an old laptop");
            assertThat(browser.get("/api/user").text("email")).isEqualTo(EMAIL);
        }
    }

    /** What the trail says, without its positions: the same one is another text each time. */
    private static String entries(Browser browser) {
        String page = browser.get("/api/user/audit").body();
        return page.substring(page.indexOf("[{") + 1, page.lastIndexOf("}]") + 1)
                .replaceAll("\"position\":\"[\\w-]+\"", "\"position\"");
    }

    private static String device(Browser browser) {
        return browser.get("/api/user/devices")
                .json()
                .get("devices")
                .get(0)
                .get("id")
                .asString();
    }

    private static void deleteViews() {
        try (Stream<Path> files = Files.list(data)) {
            for (Path file : files.filter(each -> each.getFileName().toString().startsWith("views.db"))
                    .toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int run(String... line) {
        return Sso.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(line);
    }
}

package io.ssouser.app.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ssouser.app.background.DueErasures;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A user with enough events for a snapshot, in a service that cannot use it. */
@Tag("files")
class SnapshotTest {
    private static final int MORE_THAN_A_SNAPSHOT_TAKES = 60;

    private final String email = Accounts.address("long.lived");
    private Path data;

    @BeforeEach
    void live() {
        try (RunningService service = RunningService.fresh("sso.erasure-window=0s")) {
            data = service.data();
            Accounts accounts = new Accounts(service);
            accounts.confirmed(email);
            rename(accounts.signedIn(email));
            await().atMost(Duration.ofSeconds(10)).until(() -> count("SELECT count(*) FROM snapshot") == 1);
        }
    }

    @Test
    void a_snapshot_of_an_older_revision_is_passed_over() {
        assertThat(count("UPDATE snapshot SET revision = '1'")).isEqualTo(1);

        try (RunningService service = RunningService.on(data)) {
            assertThat(new Accounts(service).signedIn(email).get("/api/user").text("email"))
                    .isEqualTo(email);
        }
    }

    @Test
    void an_account_with_a_snapshot_is_erased_like_any_other() {
        try (RunningService service = RunningService.on(data, "sso.erasure-window=0s")) {
            Browser browser = new Accounts(service).signedIn(email);
            assertThat(browser.delete("/api/user").status()).isEqualTo(202);
            assertThat(browser.get("/api/user/erasure").status()).isEqualTo(200);
            service.bean(DueErasures.class).eraseDue();
            assertGone(service);
        }
        try (RunningService service = RunningService.on(data)) {
            assertGone(service);
            new Accounts(service).confirmed(email);
            assertThat(new Accounts(service).signedIn(email).get("/api/user").text("email"))
                    .isEqualTo(email);
        }
    }

    private void assertGone(RunningService service) {
        Browser.Reply refused = service.browser().login(email, Accounts.PASSWORD);
        assertThat(refused.status()).as(refused.body()).isEqualTo(401);
        assertThat(service.browser()
                        .post("/api/auth/forgot-password", Map.of("email", email))
                        .status())
                .isEqualTo(200);
    }

    private static void rename(Browser browser) {
        String device = browser.get("/api/user/devices")
                .json()
                .get("devices")
                .get(0)
                .get("id")
                .asString();
        for (int i = 0; i < MORE_THAN_A_SNAPSHOT_TAKES; i++) {
            browser.patch("/api/user/devices/" + device, Map.of("device_name", "name " + i));
        }
    }

    private int count(String sql) {
        try (Connection log = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("log.db"));
                Statement statement = log.createStatement()) {
            if (!statement.execute(sql)) {
                return statement.getUpdateCount();
            }
            try (ResultSet found = statement.getResultSet()) {
                return found.getInt(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}

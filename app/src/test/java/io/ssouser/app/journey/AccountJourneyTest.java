package io.ssouser.app.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.app.journey.Browser.Reply;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One user's life as the person sees it: register, confirm, sign in, rename, second factor, backup code, revoke, sign out. */
class AccountJourneyTest {
    private static final String ADA = "ada@example.org";
    private static RunningService service;
    private static Accounts accounts;

    @BeforeAll
    static void start() {
        service = RunningService.fresh("sso.platform-owner=" + ADA);
        accounts = new Accounts(service);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void a_person_lives_with_her_account_for_a_day() {
        accounts.confirmed(ADA);
        Browser laptop = accounts.signedIn(ADA);
        Reply profile = laptop.get("/api/user");
        assertThat(profile.status()).isEqualTo(200);
        assertThat(profile.text("email")).isEqualTo(ADA);
        assertThat(profile.json().get("email_verified").asBoolean()).isTrue();
        assertThat(profile.json().get("is_platform_owner").asBoolean()).isTrue();

        String laptopId = onlyDevice(laptop);
        Reply renamed = laptop.patch("/api/user/devices/" + laptopId, Map.of("device_name", "Ada's laptop"));
        assertThat(renamed.text("device_name")).isEqualTo("Ada's laptop");
        assertThat(laptop.get("/api/user/devices/" + laptopId).text("device_name"))
                .isEqualTo("Ada's laptop");

        Authenticator authenticator = accounts.secondFactor(laptop);
        assertThat(laptop.get("/api/user/mfa/status").body()).isEqualTo("{\"enabled\":true,\"has_backup_codes\":true}");

        Browser tablet = service.browser();
        Reply challenge = tablet.login(ADA, Accounts.PASSWORD);
        assertThat(challenge.json().get("expires_in").asInt()).isEqualTo(300);
        assertThat(challenge.text("refresh_token")).isEmpty();
        Reply tokens = tablet.post(
                "/api/auth/mfa/verify",
                Map.of(
                        "preauth_token", challenge.text("access_token"),
                        "code", authenticator.backupCodes().get(0)));
        assertThat(tokens.status()).as(tokens.body()).isEqualTo(200);
        tablet.keep(tokens);
        assertThat(tablet.get("/api/user").status()).isEqualTo(200);

        assertThat(laptop.get("/api/user/devices").json().get("total").asInt()).isEqualTo(2);
        assertThat(laptop.post("/api/user/devices/revoke-all", Map.of()).text("message"))
                .isEqualTo("1 devices have been revoked");
        assertThat(tablet.get("/api/user").status()).isEqualTo(401);
        assertThat(laptop.get("/api/user").status()).isEqualTo(200);

        Reply trail = laptop.get("/api/audit/events?type=user.backup-code-used");
        assertThat(trail.status()).as(trail.body()).isEqualTo(200);

        assertThat(laptop.post("/api/auth/logout").status()).isEqualTo(200);
        assertThat(laptop.get("/api/user").status()).isEqualTo(401);
    }

    @Test
    void a_write_is_seen_by_the_next_read_without_any_header() {
        Browser browser = accounts.newSignedIn("reader");
        String device = onlyDevice(browser);

        for (int i = 0; i < 50; i++) {
            browser.patch("/api/user/devices/" + device, Map.of("device_name", "name " + i));
            assertThat(browser.get("/api/user/devices/" + device).text("device_name"))
                    .isEqualTo("name " + i);
        }
    }

    private static String onlyDevice(Browser browser) {
        return browser.get("/api/user/devices")
                .json()
                .get("devices")
                .get(0)
                .get("id")
                .asString();
    }
}

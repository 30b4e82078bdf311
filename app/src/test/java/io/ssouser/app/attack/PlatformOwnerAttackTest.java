package io.ssouser.app.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.app.journey.Accounts;
import io.ssouser.app.journey.Browser;
import io.ssouser.app.journey.Browser.Reply;
import io.ssouser.app.journey.RunningService;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody who owned the platform, with the token of that time in hand. */
class PlatformOwnerAttackTest {
    private static final String OWNER = "boss@example.org";
    private static final String SETTING = "sso.platform-owner=" + OWNER;
    private static final String GAINED = "user.platform-ownership-gained";
    private static final String LOST = "user.platform-ownership-lost";
    private static final RunningService SERVICE = RunningService.fresh(SETTING);
    private static final Accounts ACCOUNTS = new Accounts(SERVICE);

    @AfterAll
    static void stop() {
        SERVICE.close();
    }

    @Test
    void whoever_left_the_owners_address_may_nothing_more_with_an_old_token_on_any_node() {
        ACCOUNTS.confirmed(OWNER);
        Browser boss = ACCOUNTS.signedIn(OWNER);
        String id = boss.get("/api/user").text("id");
        assertThat(boss.get("/api/audit/events").status()).isEqualTo(200);

        String next = Accounts.address("retired");
        assertThat(boss.patch("/api/user", Map.of("email", next)).status()).isEqualTo(200);
        Reply moved = boss.submit(SERVICE.mailbox().linkFor(next, "/auth/confirm-email-change"));
        assertThat(moved.status()).as(moved.body()).isEqualTo(200);

        assertPowerless(boss, id);
        if (isShared()) {
            try (RunningService other = RunningService.on(SERVICE.data(), SETTING)) {
                assertPowerless(sameToken(boss, other), id);
            }
        }
        assertThat(trail(boss)).contains(GAINED, LOST);

        Browser successor = ACCOUNTS.newSignedIn("successor");
        assertPowerless(successor, id);
    }

    @Test
    void another_setting_is_on_record_of_both_accounts_from_the_next_start_on_and_once(@TempDir Path folder) {
        Path data = folder.resolve("data");
        Browser former;
        Browser next;
        String heir = Accounts.address("heir");
        try (RunningService before = RunningService.on(data, SETTING)) {
            Accounts accounts = new Accounts(before);
            accounts.confirmed(OWNER);
            accounts.confirmed(heir);
            former = accounts.signedIn(OWNER);
            next = accounts.signedIn(heir);
            assertThat(trail(former)).contains(GAINED).doesNotContain(LOST);
        }
        for (int start = 0; start < 2; start++) {
            try (RunningService after = RunningService.on(data, "sso.platform-owner=" + heir)) {
                assertThat(trail(sameToken(former, after))).containsOnlyOnce(GAINED, LOST);
                assertThat(trail(sameToken(next, after)))
                        .containsOnlyOnce(GAINED)
                        .doesNotContain(LOST);
            }
        }
        try (RunningService without = RunningService.on(data)) {
            assertThat(trail(sameToken(next, without))).containsOnlyOnce(GAINED, LOST);
        }
    }

    private static boolean isShared() {
        return "mongodb".equals(System.getProperty("sso.test.store"));
    }

    private static Browser sameToken(Browser browser, RunningService node) {
        return node.browser().bearer(browser.accessToken());
    }

    private static void assertPowerless(Browser bearer, String id) {
        Reply profile = bearer.get("/api/user");
        assertThat(profile.status()).as(profile.body()).isEqualTo(200);
        assertThat(profile.json().get("is_platform_owner").asBoolean()).isFalse();
        assertThat(profile.json().get("permissions")).isEmpty();
        assertThat(bearer.get("/api/audit/events").status()).isEqualTo(403);
        assertThat(bearer.send("PUT", "/api/admin/users/" + id + "/subscriptions/api", "{\"plan\":\"pro\"}")
                        .status())
                .isEqualTo(403);
    }

    private static List<String> trail(Browser bearer) {
        return bearer.get("/api/user/audit")
                .json()
                .get("events")
                .valueStream()
                .map(event -> event.get("type").asString())
                .toList();
    }
}

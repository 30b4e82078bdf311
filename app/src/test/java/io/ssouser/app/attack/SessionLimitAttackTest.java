package io.ssouser.app.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.app.journey.Accounts;
import io.ssouser.app.journey.Browser;
import io.ssouser.app.journey.RunningService;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** More sessions than a user may have. */
class SessionLimitAttackTest {
    private static RunningService service;
    private static Accounts accounts;

    @BeforeAll
    static void start() {
        service = RunningService.fresh();
        accounts = new Accounts(service);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void of_101_sessions_the_longest_unused_ends_and_not_the_first() {
        String email = Accounts.address("many");
        accounts.confirmed(email);
        Browser browser = accounts.signedIn(email);
        String first = browser.accessToken();
        String refreshed = browser.refreshToken();
        String second = signIn(browser, email);
        String third = signIn(browser, email);
        String fourth = signIn(browser, email);
        for (int number = 5; number <= 100; number++) {
            signIn(browser, email);
        }
        assertThat(browser.bearer(second).get("/api/user").status()).isEqualTo(200);
        assertThat(browser.post("/api/auth/refresh", Map.of("refresh_token", String.valueOf(refreshed)))
                        .status())
                .isEqualTo(200);

        signIn(browser, email);

        assertThat(browser.bearer(first).get("/api/user").status())
                .as("was refreshed")
                .isEqualTo(200);
        assertThat(browser.bearer(second).get("/api/user").status())
                .as("was used")
                .isEqualTo(200);
        assertThat(browser.bearer(third).get("/api/user").status())
                .as("was not used for longest")
                .isEqualTo(401);
        assertThat(browser.bearer(fourth).get("/api/user").status()).isEqualTo(200);
    }

    private static String signIn(Browser browser, String email) {
        return String.valueOf(browser.bearer(null)
                .keep(browser.login(email, Accounts.PASSWORD))
                .accessToken());
    }
}

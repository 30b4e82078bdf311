package io.ssouser.app.contract;

import static io.ssouser.app.journey.ProviderHandshake.APPLICATION;
import static io.ssouser.app.journey.ProviderHandshake.encoded;
import static io.ssouser.app.journey.ProviderHandshake.location;
import static io.ssouser.app.journey.ProviderHandshake.parameter;
import static io.ssouser.app.journey.ProviderHandshake.signInAndExchange;
import static io.ssouser.app.journey.ProviderHandshake.visit;
import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.app.journey.Accounts;
import io.ssouser.app.journey.AnyStore;
import io.ssouser.app.journey.Browser;
import io.ssouser.app.journey.Browser.Reply;
import io.ssouser.app.journey.FakeGitHub;
import io.ssouser.app.journey.MovableClock;
import io.ssouser.app.journey.ProviderHandshake;
import io.ssouser.app.journey.RunningService;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code POST /api/auth/step-up/{provider}}: a user without a password proves again who they are by the provider. */
@AnyStore
class ProviderStepUpContractTest {
    private static final MovableClock CLOCK = new MovableClock();
    private static final FakeGitHub GITHUB = new FakeGitHub();
    private static final RunningService SERVICE = RunningService.at(
            CLOCK, ProviderHandshake.settings(new String[] {"sso.step-up-after=5m"}, GITHUB.settings()));
    private static final Accounts ACCOUNTS = new Accounts(SERVICE);
    private static final String PATH = "/api/auth/step-up/github";
    private static long subjects = 9_000;

    private final long subject = subjects++;
    private final Browser ada = SERVICE.browser();

    @AfterAll
    static void stop() {
        SERVICE.close();
        GITHUB.close();
    }

    @BeforeEach
    void a_stale_session_of_an_account_without_a_password() {
        GITHUB.expect(subject, "ada", Accounts.address("by.github"), true);
        ada.keep(signInAndExchange(ada, "github"));
        CLOCK.pass(Duration.ofMinutes(5));
    }

    private Reply sensitive() {
        return ada.post("/api/user/mfa/setup");
    }

    @Test
    void the_refusal_names_the_provider_and_a_round_trip_to_it_makes_the_session_fresh() {
        Reply refused = sensitive();
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().get("methods").toString()).isEqualTo("[\"provider:github\"]");

        String back = location(ada.get(visit(ada.post(PATH).text("authorization_url"))));

        assertThat(parameter(back, "status")).isEqualTo("success");
        assertThat(parameter(back, "action")).isEqualTo("step_up");
        assertThat(sensitive().status()).isEqualTo(200);
    }

    @Test
    void somebody_else_at_the_provider_proves_nothing() {
        GITHUB.expect(subject + 100_000, "eve", Accounts.address("eve"), true);

        String back = location(ada.get(visit(ada.post(PATH).text("authorization_url"))));

        assertThat(parameter(back, "error")).isEqualTo("identity_not_linked");
        assertThat(sensitive().status()).isEqualTo(403);
    }

    @Test
    void another_browser_does_not_end_it_but_the_bearer_who_began_does() {
        String away = ada.post(PATH + "?redirect_uri=" + encoded(APPLICATION)).text("authorization_url");

        String back = location(SERVICE.browser().get(visit(away)));

        assertThat(parameter(back, "status")).isEqualTo("continue");
        assertThat(sensitive().status()).isEqualTo(403);
        Map<String, String> broughtBack = Map.of("code", parameter(back, "code"), "state", parameter(back, "state"));
        Browser stranger = ACCOUNTS.newSignedIn("stranger");
        assertThat(stranger.post(PATH + "/complete", broughtBack).text("error"))
                .isEqualTo("Invalid or expired state parameter");
        assertThat(ada.post(PATH + "/complete", broughtBack).status()).isEqualTo(200);
        assertThat(sensitive().status()).isEqualTo(200);
    }

    @Test
    void with_a_second_factor_on_an_identity_is_not_enough() {
        ada.get(visit(ada.post(PATH).text("authorization_url")));
        ACCOUNTS.secondFactor(ada);
        CLOCK.pass(Duration.ofMinutes(5));

        String back = location(ada.get(visit(ada.post(PATH).text("authorization_url"))));

        assertThat(parameter(back, "error")).isEqualTo("second_factor_needed");
        assertThat(ada.delete("/api/user/mfa").status()).isEqualTo(403);
    }
}

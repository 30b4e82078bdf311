package io.ssouser.app.contract;

import static io.ssouser.app.journey.ProviderHandshake.link;
import static io.ssouser.app.journey.ProviderHandshake.location;
import static io.ssouser.app.journey.ProviderHandshake.parameter;
import static io.ssouser.app.journey.ProviderHandshake.typeCode;
import static io.ssouser.app.journey.ProviderHandshake.visit;
import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.app.journey.Accounts;
import io.ssouser.app.journey.AnyStore;
import io.ssouser.app.journey.Authenticator;
import io.ssouser.app.journey.Browser;
import io.ssouser.app.journey.Browser.Reply;
import io.ssouser.app.journey.FakeGitHub;
import io.ssouser.app.journey.MovableClock;
import io.ssouser.app.journey.ProviderHandshake;
import io.ssouser.app.journey.RunningService;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code /auth/{provider}/second-factor}: a user with a second factor signs in to the published client's callback component. */
@AnyStore
class SecondFactorPageContractTest {
    private static final String CALLBACK = "https://pages.example.org/callback";
    private static final String[] SERVICES = {
        "sso.services[0].org=acme",
        "sso.services[0].service=pages",
        "sso.services[0].redirect-uris=" + CALLBACK,
        "sso.services[0].tokens-in-fragment=true"
    };

    private static final MovableClock CLOCK = new MovableClock();
    private static final FakeGitHub GITHUB = new FakeGitHub();
    private static final RunningService SERVICE =
            RunningService.at(CLOCK, ProviderHandshake.settings(SERVICES, GITHUB.settings()));
    private static final Accounts ACCOUNTS = new Accounts(SERVICE);
    private static long subjects = 11_000;

    private final long subject = subjects++;
    private final Browser stranger = SERVICE.browser();
    private Authenticator authenticator;

    @AfterAll
    static void stop() {
        SERVICE.close();
        GITHUB.close();
    }

    @BeforeEach
    void an_account_with_an_identity_and_a_second_factor() {
        GITHUB.expect(subject, "both", "elsewhere@example.org", true);
        Browser owner = ACCOUNTS.newSignedIn("both");
        link(owner, "github");
        authenticator = ACCOUNTS.secondFactor(owner);
    }

    private Reply comeBack() {
        String away = location(stranger.get("/auth/github?org=acme&service=pages&state=mine"));
        return stranger.open(visit(away));
    }

    @Test
    void a_code_of_the_authenticator_leads_to_tokens_in_the_fragment() {
        Reply page = comeBack();
        assertThat(page.status()).isEqualTo(200);

        Reply ended = typeCode(stranger, "github", page, authenticator.code(1));

        assertSignedIn(ended);
        assertThat(stranger.get("/api/user/audit").body()).contains("IDENTITY_AND_TOTP");
        assertThat(stranger.get("/api/subscription").text("service")).isEqualTo("pages");
        assertThat(stranger.cookies())
                .anyMatch(name -> name.startsWith("sso_device_"))
                .noneMatch(name -> name.startsWith("sso_trip_"));
    }

    @Test
    void so_does_a_backup_code_as_it_is_pasted() {
        Reply ended = typeCode(
                stranger,
                "github",
                comeBack(),
                " " + authenticator.backupCodes().get(0).toLowerCase());

        assertSignedIn(ended);
        assertThat(stranger.get("/api/user/audit").body()).contains("IDENTITY_AND_BACKUP_CODE");
    }

    private void assertSignedIn(Reply ended) {
        String back = location(ended);
        assertThat(back).startsWith(CALLBACK + "?state=mine#status=success&provider=github&action=login&access_token=");
        assertThat(ended.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(ended.header("Cache-Control")).contains("no-store");
        String fragment = "?" + back.substring(back.indexOf('#') + 1);
        assertThat(parameter(fragment, "expires_in")).isEqualTo("86400");
        assertThat(parameter(fragment, "refresh_token")).isNotEmpty();
        stranger.bearer(parameter(fragment, "access_token"));
        assertThat(stranger.get("/api/user").status()).isEqualTo(200);
    }

    @Test
    void the_page_runs_no_script_is_kept_nowhere_and_leads_to_the_application_alone() {
        Reply page = comeBack();

        assertThat(page.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
        assertThat(page.header("Cache-Control")).contains("no-store");
        assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'none'", "form-action 'self' https://pages.example.org;");
        assertThat(page.body()).contains("autocomplete=\"one-time-code\"").doesNotContain("<script");
    }

    @Test
    void a_wrong_code_shows_the_page_again_and_the_right_one_still_signs_in() {
        Reply again = typeCode(stranger, "github", comeBack(), "AAAA-AAAA");

        assertThat(again.status()).isEqualTo(401);
        assertThat(again.body()).contains("role=\"alert\"", "This code is wrong");
        assertThat(again.header("Content-Security-Policy")).contains("form-action 'self' https://pages.example.org;");
        assertSignedIn(typeCode(stranger, "github", again, authenticator.code(1)));
    }

    @Test
    void locked_it_answers_as_to_a_wrong_code_and_says_how_long_that_may_be() {
        Reply page = comeBack();
        // One more than lock: nodes may take one for a repeated one.
        for (int i = 0; i < 11; i++) {
            page = typeCode(stranger, "github", page, String.format("AAAA-AA%02d", i));
        }

        Reply locked = typeCode(stranger, "github", page, authenticator.code(1));

        assertThat(locked.status()).isEqualTo(401);
        assertThat(locked.body()).isEqualTo(page.body()).contains("none is accepted for at least 15 minutes");
    }

    @Test
    void a_page_that_was_open_for_five_minutes_leads_back_to_the_application_with_an_error() {
        Reply page = comeBack();
        CLOCK.pass(Duration.ofMinutes(5));

        Reply late = typeCode(stranger, "github", page, authenticator.code(0));

        assertThat(late.status()).isEqualTo(401);
        assertThat(late.body())
                .contains(
                        "Please sign in again",
                        "<a href=\"" + CALLBACK
                                + "?state=mine#status=error&amp;provider=github&amp;action=login&amp;error=sign_in_not_pending\">");
        assertSignedIn(typeCode(stranger, "github", comeBack(), authenticator.code(1)));
    }

    @Test
    void a_program_is_told_in_the_envelope() {
        String form = "/auth/github/second-factor?code=000000&state=";
        Reply unknown = stranger.post(form + "none");

        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.text("error")).isEqualTo("Invalid or expired state parameter");
        String state = ProviderHandshake.hidden(comeBack()).get("state");
        assertThat(stranger.post(form + state).text("error")).isEqualTo("Invalid MFA code");
    }
}

package io.ssouser.app.attack;

import static io.ssouser.app.journey.ProviderHandshake.encoded;
import static io.ssouser.app.journey.ProviderHandshake.hidden;
import static io.ssouser.app.journey.ProviderHandshake.link;
import static io.ssouser.app.journey.ProviderHandshake.location;
import static io.ssouser.app.journey.ProviderHandshake.typeCode;
import static io.ssouser.app.journey.ProviderHandshake.visit;
import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.app.journey.Accounts;
import io.ssouser.app.journey.AnyStore;
import io.ssouser.app.journey.Authenticator;
import io.ssouser.app.journey.Browser;
import io.ssouser.app.journey.Browser.Reply;
import io.ssouser.app.journey.FakeGitHub;
import io.ssouser.app.journey.ProviderHandshake;
import io.ssouser.app.journey.RunningService;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page that asks for a code, posted by others, to others, for others, and too often. */
@AnyStore
class SecondFactorPageAttackTest {
    private static final String[] SERVICES = {
        "sso.services[0].org=acme",
        "sso.services[0].service=pages",
        "sso.services[0].redirect-uris=https://pages.example.org/callback",
        "sso.services[0].tokens-in-fragment=true"
    };

    private static final FakeGitHub GITHUB = new FakeGitHub();
    private static final RunningService SERVICE =
            RunningService.fresh(ProviderHandshake.settings(SERVICES, GITHUB.settings()));
    private static final Accounts ACCOUNTS = new Accounts(SERVICE);
    private static final String PATH = "/auth/github/second-factor";
    private static long subjects = 12_000;

    private final long subject = subjects++;
    private final Browser owner = ACCOUNTS.newSignedIn("owner");
    private final Browser reader = SERVICE.browser();
    private Authenticator authenticator;

    @AfterAll
    static void stop() {
        SERVICE.close();
        GITHUB.close();
    }

    @BeforeEach
    void an_account_with_an_identity_and_a_second_factor() {
        GITHUB.expect(subject, "owner", "elsewhere@example.org", true);
        link(owner, "github");
        authenticator = ACCOUNTS.secondFactor(owner);
    }

    private Reply comeBack() {
        return reader.open(visit(location(reader.get("/auth/github?org=acme&service=pages"))));
    }

    private String backupCode() {
        return authenticator.backupCodes().get(0);
    }

    private int devices() {
        return owner.get("/api/user/devices").json().get("total").asInt();
    }

    /** Else an attacker could sign in somebody else's browser as the attacker's own user. */
    @Test
    void another_browser_is_not_signed_in_with_the_page_and_a_right_code() {
        Reply page = comeBack();
        Browser victim = SERVICE.browser();
        victim.get("/auth/github?org=acme&service=pages");

        Reply refused = typeCode(victim, "github", page, backupCode());

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.header("Location")).isNull();
        assertThat(refused.body()).contains("Please sign in again", "error=trip_unknown");
        assertThat(devices()).isEqualTo(1);
        assertThat(location(typeCode(reader, "github", page, backupCode()))).contains("access_token=");
    }

    @Test
    void the_form_of_another_site_signs_nobody_in() {
        String form = "code=" + backupCode() + "&state=" + hidden(comeBack()).get("state");

        for (String[] headers : new String[][] {
            {"Origin", "https://evil.example.org"},
            {"Origin", "null", "Sec-Fetch-Site", "cross-site"},
            {"Origin", "http://sso.example.org", "Sec-Fetch-Site", "same-site"}
        }) {
            String[] all = Stream.concat(
                            Stream.of("Content-Type", "application/x-www-form-urlencoded"), Stream.of(headers))
                    .toArray(String[]::new);
            assertThat(reader.send("POST", PATH, form, all).status()).isEqualTo(403);
        }

        assertThat(devices()).isEqualTo(1);
    }

    @Test
    void an_address_alone_signs_nobody_in() {
        String address = PATH + "?code=" + encoded(backupCode()) + "&state="
                + hidden(comeBack()).get("state");

        assertThat(reader.open(address).status()).isEqualTo(405);
        assertThat(reader.head(address).status()).isEqualTo(405);

        assertThat(devices()).isEqualTo(1);
    }

    @Test
    void of_ten_posts_of_one_page_at_once_one_signs_in() {
        Reply page = comeBack();

        List<Integer> answers = AtOnce.times(
                10,
                number -> typeCode(
                                reader,
                                "github",
                                page,
                                authenticator.backupCodes().get(number))
                        .status());

        assertThat(answers)
                .containsOnlyOnce(302)
                .filteredOn(status -> status == 400)
                .hasSize(9);
        assertThat(devices()).isEqualTo(2);
    }

    @Test
    void a_page_that_was_altered_is_no_page() {
        String state = hidden(comeBack()).get("state");
        String encrypted = state.substring(0, state.indexOf('.'));
        String other = hidden(comeBack()).get("state");

        for (String altered : List.of(
                "", "none", encrypted, encrypted + ".", "A" + state, encrypted + other.substring(other.indexOf('.')))) {
            Map<String, String> fields = Map.of("state", altered, "code", backupCode());
            assertThat(reader.submit(PATH, fields).status()).as(altered).isEqualTo(400);
        }
        Map<String, String> fields = Map.of("state", state, "code", backupCode());
        assertThat(reader.submit("/auth/google/second-factor", fields).status()).isEqualTo(400);

        assertThat(devices()).isEqualTo(1);
        assertThat(location(reader.submit(PATH, fields))).contains("access_token=");
    }

    @Test
    void a_password_that_became_another_meanwhile_makes_the_page_void() {
        Reply page = comeBack();
        Reply changed = owner.post(
                "/api/user/change-password",
                Map.of("current_password", Accounts.PASSWORD, "new_password", "seven brides for seven brothers"));
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);

        Reply refused = typeCode(reader, "github", page, backupCode());

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("Please sign in again", "error=sign_in_not_pending");
        assertThat(devices()).isEqualTo(1);
        assertThat(location(typeCode(reader, "github", comeBack(), backupCode())))
                .contains("access_token=");
    }

    @Test
    void an_identity_that_was_unlinked_meanwhile_makes_it_void_too() {
        Reply page = comeBack();
        assertThat(owner.delete("/api/user/identities/github").status()).isEqualTo(204);

        assertThat(typeCode(reader, "github", page, backupCode()).body()).contains("error=sign_in_not_pending");

        assertThat(devices()).isEqualTo(1);
    }
}

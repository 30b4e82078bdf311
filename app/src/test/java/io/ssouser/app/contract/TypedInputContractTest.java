package io.ssouser.app.contract;

import static io.ssouser.app.http.Envelope.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.app.journey.Accounts;
import io.ssouser.app.journey.AnyStore;
import io.ssouser.app.journey.Authenticator;
import io.ssouser.app.journey.Browser;
import io.ssouser.app.journey.RunningService;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people type and paste is taken as they mean it, by the rules of docs/inputs.md. */
@AnyStore
class TypedInputContractTest {
    private static final RunningService SERVICE = RunningService.fresh();
    private static final Accounts ACCOUNTS = new Accounts(SERVICE);

    @AfterAll
    static void stop() {
        SERVICE.close();
    }

    @Test
    void a_password_of_one_keyboard_opens_the_account_from_another() {
        String email = Accounts.address("forms");
        Browser browser = SERVICE.browser();
        String decomposed = "u\u0308ber den Wolken mu\u00df die Freiheit";
        browser.post("/api/auth/register", Map.of("email", email, "password", decomposed));
        browser.get(SERVICE.mailbox().linkFor(email));

        assertThat(browser.login(email, "\u00fcber den Wolken mu\u00df die Freiheit")
                        .status())
                .isEqualTo(200);
        assertThat(browser.login(email, decomposed).status()).isEqualTo(200);
        assertThat(browser.login(email, "\u00fcber den Wolken muss die Freiheit")
                        .status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"парольпароль", "привет123", "йцукенгшщз", "gfhjkmgfhjkm", "ｐａｓｓｗｏｒｄ１"})
    void a_common_password_is_refused_in_any_script(String password) {
        assertRefused(
                SERVICE.browser()
                        .post("/api/auth/register", Map.of("email", Accounts.address("weak"), "password", password))
                        .http(),
                400,
                "WEAK_PASSWORD",
                "Password is too easy to guess. Use several unrelated words, and nothing from your email address");
    }

    @ParameterizedTest
    @CsvSource({
        "o'connor@example.org, ' O''Connor@example.org\t', o'connor@example.org",
        "a!#$%&*+-/=?^_`{|}~@example.org, A!#$%&*+-/=?^_`{|}~@EXAMPLE.org, a!#$%&*+-/=?^_`{|}~@example.org",
        "anna@bücher.example, Anna@xn--BCHER-kva.example, anna@xn--bcher-kva.example"
    })
    void every_spelling_of_an_address_is_the_same_account(String typed, String later, String kept) {
        Browser browser = SERVICE.browser();
        assertThat(browser.post("/api/auth/register", Map.of("email", typed, "password", Accounts.PASSWORD))
                        .status())
                .isEqualTo(200);
        browser.get(SERVICE.mailbox().linkFor(kept));

        browser.keep(browser.login(later, Accounts.PASSWORD));

        assertThat(browser.get("/api/user").text("email")).isEqualTo(kept);
        assertThat(browser.post("/api/auth/forgot-password", Map.of("email", later))
                        .status())
                .isEqualTo(200);
        assertThat(SERVICE.mailbox().linkFor(kept, "/reset-password")).contains("token=");
    }

    @Test
    void a_code_is_taken_as_it_is_pasted() {
        String email = Accounts.address("pasted");
        ACCOUNTS.confirmed(email);
        Authenticator authenticator = ACCOUNTS.secondFactor(ACCOUNTS.signedIn(email));

        String code = authenticator.backupCodes().get(0);
        assertThat(second(email, "\u00a0" + code.toLowerCase().replace('-', '\u2013') + "\r\n"))
                .isEqualTo(200);
        String totp = new Authenticator(authenticator.secret(), SERVICE.bean(Clock.class)).code(1);
        StringBuilder wide = new StringBuilder();
        totp.chars().forEach(digit -> wide.append((char) (digit - '0' + '\uff10')));
        assertThat(second(email, wide.insert(3, '\u2009').toString())).isEqualTo(200);
    }

    private static int second(String email, String code) {
        Browser browser = SERVICE.browser();
        String preauth = browser.login(email, Accounts.PASSWORD).text("access_token");
        return browser.post("/api/auth/mfa/verify", Map.of("preauth_token", preauth, "code", code))
                .status();
    }

    @Test
    void the_name_of_a_device_hides_nothing() {
        Browser browser = ACCOUNTS.newSignedIn("names");
        String device = "/api/user/devices/"
                + browser.get("/api/user/devices").json().at("/devices/0/id").asString();

        for (String hidden : new String[] {"Lap\u200btop", "potpal\u202e", "\u2800", "Lap\u200dtop"}) {
            assertThat(browser.patch(device, Map.of("device_name", hidden)).status())
                    .isEqualTo(400);
        }
        for (String seen : new String[] {"می\u200cخواهم", "👨\u200d👩\u200d👧"}) {
            assertThat(browser.patch(device, Map.of("device_name", seen)).text("device_name"))
                    .isEqualTo(seen);
        }
    }
}

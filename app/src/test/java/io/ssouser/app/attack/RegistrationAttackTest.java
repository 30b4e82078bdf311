package io.ssouser.app.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ssouser.app.http.Envelope;
import io.ssouser.app.journey.Accounts;
import io.ssouser.app.journey.Browser;
import io.ssouser.app.journey.Browser.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Strangers who register an address that is not theirs, and wait for its owner to become a user who is worth taking over. */
class RegistrationAttackTest {
    private static final String OWNERS = "the owner's own words";
    private static final String STRANGERS = "a stranger's own words";
    private static final String CHOSEN = "chosen on the page";

    private final String email = Accounts.address("prize");
    private final Browser owner = Target.SERVICE.browser();
    private final Browser stranger = Target.SERVICE.browser();

    @Test
    void the_owner_who_asks_for_the_mail_again_after_a_stranger_registered_lets_nobody_in() {
        register(owner, OWNERS);
        register(stranger, STRANGERS);
        links(2);
        owner.post("/api/auth/resend-verification", Map.of("email", email));

        Reply done = owner.submit(links(3).get(0));

        assertThat(done.body()).contains("Email Verified!");
        assertOpensAlone(OWNERS);
    }

    @Test
    void a_registered_password_counts_in_the_browser_that_registered_it_whichever_link_is_followed() {
        register(owner, OWNERS);
        String first = links(1).get(0);
        register(stranger, STRANGERS);
        String second = links(2).get(0);

        assertThat(owner.open(second).body()).contains("<button>Confirm").doesNotContain("name=\"password\"");
        assertThat(owner.submit(first).status()).isEqualTo(200);

        assertOpensAlone(OWNERS);
        assertThat(owner.submit(second).body()).contains("Already done");
    }

    @Test
    void in_another_browser_the_password_is_chosen_on_the_page_also_where_a_stranger_alone_registered() {
        register(stranger, STRANGERS);
        String link = links(1).get(0);

        assertThat(owner.open(link).body()).contains("name=\"password\"");
        Reply without = owner.submit(link);
        assertThat(without.status()).isEqualTo(409);
        assertThat(without.body()).contains("name=\"password\"");
        assertThat(owner.submit(link, Map.of("password", "seven77")).status()).isEqualTo(400);
        assertThat(owner.submit(link, Map.of("password", CHOSEN)).body()).contains("Email Verified!");

        assertOpensAlone(CHOSEN);
    }

    @Test
    void the_published_clients_call_confirms_one_registration_and_refuses_to_choose_among_several() {
        register(stranger, STRANGERS);
        links(1);
        register(owner, OWNERS);
        String link = links(2).get(0);

        Envelope.assertRefused(
                owner.get(link).http(),
                409,
                "BAD_REQUEST",
                "Please choose your password on the page that the link opens in a browser");
        assertThat(owner.submit(link).status()).isEqualTo(200);
        assertOpensAlone(OWNERS);
    }

    @Test
    void who_forgets_the_password_of_an_account_that_was_never_confirmed_gets_in_by_the_reset() {
        register(stranger, STRANGERS);
        String strangersLink = links(1).get(0);
        owner.post("/api/auth/forgot-password", Map.of("email", email));
        String reset = Target.SERVICE.mailbox().linkFor(email, "/reset-password");
        register(stranger, STRANGERS);
        links(2);

        Reply done = owner.post(
                "/api/auth/reset-password",
                Map.of("token", reset.substring(reset.indexOf('=') + 1), "new_password", OWNERS));

        assertThat(done.status()).as(done.body()).isEqualTo(200);
        assertOpensAlone(OWNERS);
        assertThat(stranger.submit(strangersLink, Map.of("password", STRANGERS)).body())
                .contains("Already done");
        register(stranger, STRANGERS);
        assertOpensAlone(OWNERS);
        assertThat(owner.keep(owner.login(email, OWNERS))
                        .get("/api/user")
                        .json()
                        .get("email_verified")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void a_confirmed_account_takes_no_notice_of_who_registers_it_again() {
        register(owner, OWNERS);
        owner.submit(links(1).get(0));

        register(stranger, STRANGERS);

        await().atMost(Duration.ofSeconds(10))
                .until(() -> Target.SERVICE.mailbox().mailsTo(email).stream()
                        .anyMatch(mail -> mail.contains("somebody just tried to sign up")));
        assertOpensAlone(OWNERS);
    }

    @Test
    void a_cookie_that_was_planted_beside_the_browsers_own_counts_for_nothing() {
        String planted = cookie(register(stranger, STRANGERS));
        String own = cookie(register(owner, OWNERS));
        String link = links(2).get(0);

        Reply page = Target.SERVICE
                .browser()
                .send("GET", link, null, "Content-Type", "text/plain", "Cookie", planted + "; " + own);

        assertThat(page.body()).contains("name=\"password\"");
    }

    @Test
    void the_cookie_is_for_this_service_alone_and_says_nothing_of_the_account() {
        Reply free = register(stranger, STRANGERS);
        owner.submit(links(1).get(0), Map.of("password", OWNERS));
        Reply held = register(stranger, STRANGERS);

        for (Reply answer : List.of(free, held)) {
            assertThat(answer.header("Set-Cookie"))
                    .matches("sso_registration=[A-Za-z0-9_-]{43}; Path=/; Max-Age=604800;.* HttpOnly; SameSite=Lax");
        }
        assertThat(cookie(free)).isNotEqualTo(cookie(held));
    }

    @Test
    void an_address_that_strangers_registered_and_nobody_confirmed_goes_to_the_account_that_proves_it() {
        register(stranger, STRANGERS);
        String strangersLink = links(1).get(0);
        Victim mover = Victim.named("mover");
        mover.browser().patch("/api/user", Map.of("email", email));

        Reply moved = owner.submit(Target.SERVICE.mailbox().linkFor(email, "/auth/confirm-email-change"));

        assertThat(moved.status()).as(moved.body()).isEqualTo(200);
        assertThat(mover.browser().get("/api/user").text("email")).isEqualTo(email);
        assertOpensAlone(Accounts.PASSWORD);
        assertThat(owner.open(strangersLink).status()).isEqualTo(404);
        assertThat(owner.submit(strangersLink, Map.of("password", CHOSEN)).status())
                .isEqualTo(404);
    }

    private Reply register(Browser browser, String password) {
        Reply answer = browser.post("/api/auth/register", Map.of("email", email, "password", password));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.text("message"))
                .isEqualTo("If registration can be completed, a verification email has been sent.");
        return answer;
    }

    private static String cookie(Reply answer) {
        return String.valueOf(answer.header("Set-Cookie")).split(";")[0];
    }

    /** The links that were mailed to the address so far, newest first, once there are as many. */
    private List<String> links(int count) {
        return await().atMost(Duration.ofSeconds(10))
                .until(
                        () -> Target.SERVICE.mailbox().mailsTo(email).stream()
                                .filter(mail -> mail.contains("/auth/verify-email?token="))
                                .map(mail -> mail.substring(mail.indexOf("/auth/verify-email"))
                                        .split("\\s")[0])
                                .toList(),
                        links -> links.size() == count);
    }

    private void assertOpensAlone(String right) {
        for (String password : List.of(OWNERS, STRANGERS, CHOSEN, Accounts.PASSWORD)) {
            assertThat(Target.SERVICE.browser().login(email, password).status())
                    .as(password)
                    .isEqualTo(password.equals(right) ? 200 : 401);
        }
    }
}

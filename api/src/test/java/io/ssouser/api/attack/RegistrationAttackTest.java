package io.ssouser.api.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ssouser.api.journey.Accounts;
import io.ssouser.api.journey.Browser.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Strangers who register an address that is not theirs, and wait for its owner to make the account worth having. */
class RegistrationAttackTest {
    private static final String OWNERS = "the owner's own words";
    private static final String STRANGERS = "a stranger's own words";

    private final String email = Accounts.address("prize");

    @Test
    void a_stranger_who_was_first_keeps_no_password_on_the_account_of_whoever_follows_their_own_link() {
        register(STRANGERS);
        register(OWNERS);
        List<String> links = links(2);

        assertThat(follow(links.get(0)).status()).isEqualTo(200);

        assertOnlyTheOwnerGetsIn();
        follow(links.get(1));
        assertOnlyTheOwnerGetsIn();
    }

    @Test
    void a_stranger_who_comes_between_changes_nothing_either() {
        register(OWNERS);
        List<String> links = links(1);
        register(STRANGERS);
        links(2);

        assertThat(follow(links.get(0)).status()).isEqualTo(200);

        assertOnlyTheOwnerGetsIn();
    }

    @Test
    void a_reset_by_mail_voids_what_strangers_registered() {
        register(STRANGERS);
        String strangersLink = links(1).get(0);
        Target.SERVICE.browser().post("/api/auth/forgot-password", Map.of("email", email));
        String reset = Target.SERVICE.mailbox().linkFor(email, "/reset-password");
        Reply done = Target.SERVICE
                .browser()
                .post(
                        "/api/auth/reset-password",
                        Map.of("token", reset.substring(reset.indexOf('=') + 1), "new_password", OWNERS));
        assertThat(done.status()).as(done.body()).isEqualTo(200);

        assertThat(follow(strangersLink).status()).isEqualTo(400);
        Target.SERVICE.browser().post("/api/auth/resend-verification", Map.of("email", email));
        follow(links(2).get(0));

        assertOnlyTheOwnerGetsIn();
    }

    @Test
    void a_confirmed_account_takes_no_notice_of_who_registers_it_again() {
        register(OWNERS);
        follow(links(1).get(0));

        register(STRANGERS);

        await().atMost(Duration.ofSeconds(10))
                .until(() -> Target.SERVICE.mailbox().mailsTo(email).stream()
                        .anyMatch(mail -> mail.contains("somebody just tried to sign up")));
        assertOnlyTheOwnerGetsIn();
    }

    private void register(String password) {
        Reply answer =
                Target.SERVICE.browser().post("/api/auth/register", Map.of("email", email, "password", password));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.text("message"))
                .isEqualTo("If registration can be completed, a verification email has been sent.");
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

    private Reply follow(String link) {
        return Target.SERVICE.browser().get(link);
    }

    private void assertOnlyTheOwnerGetsIn() {
        assertThat(Target.SERVICE.browser().login(email, OWNERS).status()).isEqualTo(200);
        assertThat(Target.SERVICE.browser().login(email, STRANGERS).status()).isEqualTo(401);
    }
}

package io.ssouser.app.attack;

import static io.ssouser.app.journey.ProviderHandshake.link;
import static io.ssouser.app.journey.ProviderHandshake.parameter;
import static io.ssouser.app.journey.ProviderHandshake.signInAndExchange;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ssouser.app.journey.Accounts;
import io.ssouser.app.journey.Browser;
import io.ssouser.app.journey.Browser.Reply;
import io.ssouser.app.journey.FakeGitHub;
import io.ssouser.app.journey.Mailbox;
import io.ssouser.app.journey.ProviderHandshake;
import io.ssouser.app.journey.RunningService;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** People who take back what a thief took over, and what the thief left there. */
class TakeBackAttackTest {
    private static final AtomicInteger SUBJECTS = new AtomicInteger(4_000);
    private static final String CONFIRM = "/auth/confirm-email-change";
    private static final String UNDO = "/auth/undo-email-change";
    private static final String REVIEW = "/auth/review-access";
    private static final String NEW = "a brand new day";

    private static FakeGitHub github;
    private static RunningService service;
    private static Accounts accounts;
    private static Mailbox mails;

    @BeforeAll
    static void start() {
        github = new FakeGitHub();
        service = RunningService.fresh(ProviderHandshake.settings(github.settings()));
        accounts = new Accounts(service);
        mails = service.mailbox();
    }

    @AfterAll
    static void stop() {
        service.close();
        github.close();
    }

    @Test
    void what_a_thief_added_ends_with_the_change_that_is_undone_and_its_owner_is_told() {
        String email = owned();
        Browser thief = accounts.signedIn(email);
        move(thief, Accounts.address("hideout"));
        github.expect(SUBJECTS.incrementAndGet(), "thief", "thief@example.org", true);
        link(thief, "github");
        accounts.secondFactor(thief);

        Reply restored = service.browser().submit(mails.linkFor(email, UNDO));

        assertThat(restored.status()).as(restored.body()).isEqualTo(200);
        assertThat(restored.body()).contains("Sign-in with github", "A second factor");
        Browser owner = accounts.signedIn(email);
        assertThat(owner.get("/api/user/identities").body()).isEqualTo("[{\"provider\":\"password\"}]");
        assertThat(owner.get("/api/user/mfa/status").json().get("enabled").asBoolean())
                .isFalse();
        assertThat(thief.get("/api/user").status()).isEqualTo(401);
        told(email, "Sign-in with github");
    }

    @Test
    void a_password_that_the_thief_chose_since_opens_nothing_and_the_owner_resets_it_by_mail() {
        String email = owned();
        Browser thief = accounts.signedIn(email);
        move(thief, Accounts.address("hideout"));
        Reply changed = thief.post(
                "/api/user/change-password",
                Map.of("current_password", Accounts.PASSWORD, "new_password", "the word of a thief"));
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        String link = mails.linkFor(email, UNDO);

        assertThat(service.browser().submit(link).body()).contains("forgot password");

        assertThat(service.browser().submit(link).body()).contains("Already done");
        assertThat(service.browser().login(email, "the word of a thief").status())
                .isEqualTo(401);
        reset(email);
        assertThat(service.browser().login(email, NEW).status()).isEqualTo(200);
    }

    @Test
    void
            forgot_password_works_after_an_undo_beside_an_older_identity_whether_the_thief_replaced_the_password_or_unlinked_it() {
        String replaced = takenBack(thief -> thief.post(
                "/api/user/change-password",
                Map.of("current_password", Accounts.PASSWORD, "new_password", "the word of a thief")));
        String unlinked = takenBack(thief -> thief.delete("/api/user/identities/password"));

        reset(replaced);
        reset(unlinked);

        assertThat(service.browser().login(replaced, NEW).status()).isEqualTo(200);
        assertThat(service.browser().login(unlinked, NEW).status()).isEqualTo(200);
    }

    /** A user with an identity, whom a thief moved to another address and did something to before the person undid the change. */
    private static String takenBack(Function<Browser, Reply> deed) {
        String email = owned();
        Browser session = accounts.signedIn(email);
        github.expect(SUBJECTS.incrementAndGet(), "owner", email, true);
        link(session, "github");
        move(session, Accounts.address("hideout"));
        Reply done = deed.apply(session);
        assertThat(done.status()).as(done.body()).isIn(200, 204);
        assertThat(service.browser().submit(mails.linkFor(email, UNDO)).status())
                .isEqualTo(200);
        return email;
    }

    @Test
    void an_account_whose_new_address_was_proved_there_is_not_handed_back_and_its_former_address_is_free() {
        String email = owned();
        Browser maker = accounts.signedIn(email);
        String holder = Accounts.address("holder");
        move(maker, holder);
        reset(holder);

        Reply undone = service.browser().submit(mails.linkFor(email, UNDO));

        assertThat(undone.body()).contains("Your address is free");
        assertThat(service.browser().login(holder, NEW).status()).isEqualTo(200);
        assertThat(service.browser().login(email, NEW).status()).isEqualTo(401);
        told(email, "Please register anew");
        String confirmations = "/auth/verify-email";
        String first = mails.linkFor(email, confirmations);
        service.browser().post("/api/auth/register", Map.of("email", email, "password", Accounts.PASSWORD));
        String second = await().atMost(Duration.ofSeconds(10))
                .until(() -> mails.linkFor(email, confirmations), newest -> !newest.equals(first));
        assertThat(service.browser().open(second).status()).isEqualTo(200);
    }

    @Test
    void after_a_reset_answer_and_letter_name_what_else_opens_the_account_and_one_button_ends_it() {
        String email = owned();
        Browser thief = accounts.signedIn(email);
        github.expect(SUBJECTS.incrementAndGet(), "thief", "thief@example.org", true);
        link(thief, "github");
        String device = thief.get("/api/user/devices")
                .json()
                .get("devices")
                .get(0)
                .get("id")
                .asString();
        thief.post("/api/user/devices/" + device + "/trust", Map.of());
        accounts.secondFactor(thief);

        Reply done = reset(email);

        assertThat(done.text("message")).startsWith("Password has been reset successfully.");
        assertThat(done.json().get("also_opens").get("identities").get(0).asString())
                .isEqualTo("github");
        assertThat(done.json().get("also_opens").get("second_factor").asBoolean())
                .isTrue();
        assertThat(done.json().get("also_opens").get("trusted_devices")).hasSize(1);
        String link = mails.linkFor(email, REVIEW);
        told(email, "Sign-in with github");
        Browser reader = service.browser();
        assertThat(reader.open(link).body()).contains("Sign-in with github", "A second factor", "End all of it");
        assertThat(reader.head(link).status()).isEqualTo(200);
        assertThat(reader.login(email, NEW).json().get("expires_in").asInt())
                .as("nothing changed yet: the second factor is asked for")
                .isEqualTo(300);

        assertThat(reader.submit(link).body()).contains("Sign-in with github", "A second factor");

        Browser owner = service.browser();
        owner.keep(owner.login(email, NEW));
        assertThat(owner.get("/api/user/mfa/status").json().get("enabled").asBoolean())
                .isFalse();
        assertThat(owner.get("/api/user/identities").body()).isEqualTo("[{\"provider\":\"password\"}]");
        assertThat(reader.submit(link).status()).isEqualTo(410);
        assertThat(reader.open(link).body()).contains("Already done");
        assertThat(reader.submit(link + "x").status()).isEqualTo(404);
    }

    @Test
    void the_button_of_an_earlier_reset_is_void() {
        String email = owned();
        Browser owner = accounts.signedIn(email);
        github.expect(SUBJECTS.incrementAndGet(), "owner", email, true);
        link(owner, "github");
        reset(email);
        String link = mails.linkFor(email, REVIEW);
        owner.keep(owner.bearer(null).login(email, NEW));
        owner.post("/api/user/change-password", Map.of("current_password", NEW, "new_password", "yet another day"));

        assertThat(service.browser().submit(link).status()).isEqualTo(404);
        assertThat(service.browser().open(link).status()).isEqualTo(404);
        assertThat(signInAndExchange(service.browser(), "github").status()).isEqualTo(200);
    }

    private static String owned() {
        String email = Accounts.address("owned");
        accounts.confirmed(email);
        return email;
    }

    private static void move(Browser browser, String address) {
        Browser.Reply asked = browser.patch("/api/user", Map.of("email", address));
        assertThat(asked.status()).as(asked.body()).isEqualTo(200);
        Browser.Reply moved = service.browser().submit(mails.linkFor(address, CONFIRM));
        assertThat(moved.status()).as(moved.body()).isEqualTo(200);
    }

    private static Reply reset(String email) {
        service.browser().post("/api/auth/forgot-password", Map.of("email", email));
        String token = parameter(mails.linkFor(email, "/reset-password"), "token");
        Reply done = service.browser().post("/api/auth/reset-password", Map.of("token", token, "new_password", NEW));
        assertThat(done.status()).as(done.body()).isIn(200, 204);
        return done;
    }

    private static void told(String email, String what) {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> mails.mailsTo(email).stream().anyMatch(mail -> mail.contains(what)));
    }
}

package io.ssouser.app.attack;

import static io.ssouser.app.http.Envelope.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ssouser.app.journey.Accounts;
import io.ssouser.app.journey.Browser;
import io.ssouser.app.journey.Browser.Reply;
import io.ssouser.app.journey.Mailbox;
import io.ssouser.app.journey.RunningService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Users and addresses that somebody wants to take over by a change of address. */
class EmailChangeAttackTest {
    /** Of its own: what others do at the same time would be counted. */
    private static final RunningService SERVICE = RunningService.fresh("sso.platform-owner=" + Target.OWNER);

    private static final Accounts ACCOUNTS = new Accounts(SERVICE);

    private static final String CONFIRM = "/auth/confirm-email-change";
    private static final String UNDO = "/auth/undo-email-change";
    private static final Mailbox MAILS = SERVICE.mailbox();

    @AfterAll
    static void stop() {
        SERVICE.close();
    }

    @Test
    void a_held_address_answers_like_a_free_one_and_only_its_owner_learns_of_it() {
        Victim holder = Victim.named("holder", ACCOUNTS);
        Victim asker = Victim.named("asker", ACCOUNTS);
        String free = Accounts.address("free");

        long start = Target.events(SERVICE);
        Reply ofFree = change(asker, free);
        long afterFree = Target.events(SERVICE);
        Reply ofHeld = change(asker, holder.email());
        long afterHeld = Target.events(SERVICE);

        assertThat(ofHeld.status()).isEqualTo(200);
        assertThat(ofHeld.body().replace(holder.email(), free)).isEqualTo(ofFree.body());
        assertThat(afterHeld - afterFree).isEqualTo(afterFree - start).isEqualTo(1);
        assertThat(ofHeld.http().headers().map().keySet())
                .isEqualTo(ofFree.http().headers().map().keySet());
        await().atMost(Duration.ofSeconds(10))
                .until(() -> MAILS.mailsTo(holder.email()).stream()
                        .anyMatch(mail -> mail.contains("give your address to another account")));
        assertThat(MAILS.mailsTo(holder.email())).noneMatch(mail -> mail.contains(CONFIRM));
        assertThat(holder.browser().get("/api/user").status()).isEqualTo(200);
    }

    @Test
    void of_twenty_confirmations_by_two_accounts_at_once_one_moves_to_the_address() {
        Victim ada = Victim.named("ada.race", ACCOUNTS);
        Victim bob = Victim.named("bob.race", ACCOUNTS);
        String wanted = Accounts.address("wanted");
        change(ada, wanted);
        String first = MAILS.linkFor(wanted, CONFIRM);
        change(bob, wanted);
        String second = await().atMost(Duration.ofSeconds(10))
                .until(() -> MAILS.linkFor(wanted, CONFIRM), link -> !link.equals(first));

        Browser reader = SERVICE.browser();
        List<Reply> replies = AtOnce.times(20, i -> reader.post(i % 2 == 0 ? first : second));

        assertThat(replies).filteredOn(reply -> reply.status() == 200).hasSize(1);
        assertThat(replies)
                .filteredOn(reply -> reply.status() != 200)
                .allSatisfy(reply -> assertThat(reply.status()).isIn(400, 503));
        assertThat(ada.count("user.email-changed") + bob.count("user.email-changed"))
                .isEqualTo(1);
        Victim loser = ada.count("user.email-changed") == 0 ? ada : bob;
        assertRefused(
                reader.post(loser == ada ? first : second).http(),
                400,
                "DUPLICATE_CONSTRAINT",
                "Email is already taken");
        assertThat(loser.browser().get("/api/user").text("email")).isEqualTo(loser.email());
    }

    @Test
    void an_address_that_waits_for_its_owner_goes_to_no_other_account() {
        Victim ada = Victim.named("ada.swap", ACCOUNTS);
        Victim bob = Victim.named("bob.swap", ACCOUNTS);
        String left = Accounts.address("left");
        move(ada, left);
        change(bob, ada.email());

        Reply early = SERVICE.browser().post(MAILS.linkFor(ada.email(), CONFIRM));

        assertRefused(early.http(), 400, "DUPLICATE_CONSTRAINT", "Email is already taken");
        assertThat(bob.browser().get("/api/user").text("email")).isEqualTo(bob.email());
    }

    @Test
    void a_thief_who_moves_the_account_twice_is_put_out_by_the_first_address() {
        Victim victim = Victim.named("moved", ACCOUNTS);
        String hideout = Accounts.address("hideout");
        String deeper = Accounts.address("deeper");
        move(victim, hideout);
        String owners = MAILS.linkFor(victim.email(), UNDO);
        move(victim, deeper);
        String thiefs = MAILS.linkFor(hideout, UNDO);
        change(victim, Accounts.address("deepest"));

        Reply restored = SERVICE.browser().post(owners);

        assertThat(restored.status()).as(restored.body()).isEqualTo(200);
        assertThat(victim.browser().get("/api/user").status()).isEqualTo(401);
        assertRefused(SERVICE.browser().post(thiefs).http(), 400, "BAD_REQUEST", "Verification token has expired");
        assertThat(SERVICE.browser().login(deeper, Accounts.PASSWORD).status()).isEqualTo(401);
        Browser owner = ACCOUNTS.signedIn(victim.email());
        assertThat(owner.get("/api/user").text("email")).isEqualTo(victim.email());
        assertThat(owner.get("/api/user").json().get("pending_email").isNull()).isTrue();
    }

    @Test
    void a_thief_who_moves_the_account_and_wants_it_erased_gets_neither() {
        Victim victim = Victim.named("erased", ACCOUNTS);
        move(victim, Accounts.address("erased.next"));
        assertThat(victim.browser().delete("/api/user").status()).isBetween(200, 299);

        assertThat(SERVICE.browser().post(MAILS.linkFor(victim.email(), UNDO)).status())
                .isEqualTo(200);

        assertThat(victim.facts()).contains("user.erasure-cancelled");
        assertThat(ACCOUNTS.signedIn(victim.email()).get("/api/user").text("id"))
                .isEqualTo(victim.id());
    }

    @Test
    void nobody_registers_an_address_that_its_owner_may_still_come_back_to() {
        Victim victim = Victim.named("left", ACCOUNTS);
        move(victim, Accounts.address("away"));

        Reply registered = SERVICE.browser()
                .post("/api/auth/register", Map.of("email", victim.email(), "password", "a squatter's own password"));

        assertThat(registered.status()).isEqualTo(200);
        assertThat(SERVICE.browser().post(MAILS.linkFor(victim.email(), UNDO)).status())
                .isEqualTo(200);
        assertThat(ACCOUNTS.signedIn(victim.email()).get("/api/user").text("id"))
                .isEqualTo(victim.id());
    }

    @Test
    void a_scanner_that_opens_every_link_undoes_nothing() {
        Victim victim = Victim.named("scanned", ACCOUNTS);
        change(victim, Accounts.address("scanned.next"));
        String undo = MAILS.linkFor(victim.email(), UNDO);
        Browser scanner = SERVICE.browser();

        for (String method : List.of("GET", "HEAD", "GET")) {
            assertThat(scanner.send(method, undo, null).status()).isEqualTo(200);
        }

        assertThat(victim.count("user.email-change-undone")).isZero();
        assertThat(victim.browser().get("/api/user").status()).isEqualTo(200);
    }

    @Test
    void a_link_moves_the_account_it_was_made_for_whoever_follows_it() {
        Victim victim = Victim.named("linked", ACCOUNTS);
        Victim other = Victim.named("other", ACCOUNTS);
        String next = Accounts.address("linked.next");
        change(victim, next);

        assertThat(other.browser().submit(MAILS.linkFor(next, CONFIRM)).status())
                .isEqualTo(200);

        assertThat(other.browser().get("/api/user").text("email")).isEqualTo(other.email());
        assertThat(victim.browser().get("/api/user").text("email")).isEqualTo(next);
    }

    @Test
    void asking_for_the_owners_address_makes_nobody_owner_of_the_platform() {
        Victim climber = Victim.named("climber", ACCOUNTS);
        change(climber, Target.OWNER);

        Reply tokens = climber.browser()
                .post(
                        "/api/auth/refresh",
                        Map.of("refresh_token", String.valueOf(climber.browser().refreshToken())));

        assertThat(climber.browser()
                        .keep(tokens)
                        .get("/api/user")
                        .json()
                        .get("is_platform_owner")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void an_address_changed_five_times_in_a_week_stays() {
        Victim restless = Victim.named("restless", ACCOUNTS);
        for (int i = 0; i < 5; i++) {
            move(restless, Accounts.address("restless.next"));
        }

        Reply sixth = change(restless, Accounts.address("restless.next"));

        assertRefused(
                sixth.http(), 429, "TOO_MANY_REQUESTS", "The email was changed too often. Please try again later.");
        assertThat(Integer.parseInt(sixth.header("Retry-After")))
                .as("until the first of the changes cannot be undone any more, which is a week")
                .isBetween(600_000, 604_800);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eve@example.org\\r\\nBcc: all@example.org",
                "eve@example.org\\u0000",
                "Eve <eve@example.org>",
                "eve@example.org,mallory@example.org",
                "\\u0435ve@example.org",
                "eve@\\u200bexample.org"
            })
    void an_address_that_would_write_into_a_letter_is_refused_without_a_trace(String typed) {
        Victim victim = Victim.named("header", ACCOUNTS);
        List<String> before = new ArrayList<>(victim.facts());

        Reply reply = victim.browser().send("PATCH", "/api/user", "{\"email\":\"" + typed + "\"}");

        assertRefused(reply.http(), 400, "BAD_REQUEST", "Invalid email format");
        assertThat(victim.facts()).isEqualTo(before);
    }

    private static Reply change(Victim account, String address) {
        Reply reply = account.browser().patch("/api/user", Map.of("email", address));
        assertThat(reply.status()).as(reply.body()).isIn(200, 429);
        return reply;
    }

    private static void move(Victim account, String address) {
        change(account, address);
        assertThat(SERVICE.browser().submit(MAILS.linkFor(address, CONFIRM)).status())
                .isEqualTo(200);
    }
}

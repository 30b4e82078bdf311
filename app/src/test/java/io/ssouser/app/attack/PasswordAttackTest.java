package io.ssouser.app.attack;

import static io.ssouser.app.http.Envelope.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.app.journey.Accounts;
import io.ssouser.app.journey.Browser;
import io.ssouser.app.journey.Browser.Reply;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Passwords guessed, in a row and at once, and passwords of every shape. */
class PasswordAttackTest {
    private static final String TOO_EASY =
            "Password is too easy to guess. Use several unrelated words, and nothing from your email address";
    private static final String UNLIKELY = "no ship sails the seven drawers of this desk ";
    private static final String SOMETHING_ELSE = "not four score at all";

    @Test
    void of_two_hundred_guesses_at_once_only_as_many_as_lock_are_judged() {
        Victim victim = Victim.named("guessed");
        Browser stranger = Target.SERVICE.browser();

        List<Reply> replies = AtOnce.times(200, i -> stranger.login(victim.email(), SOMETHING_ELSE + i));

        assertThat(replies).allSatisfy(reply -> assertThat(reply.status()).isIn(401, 429));
        assertThat(victim.count("user.sign-in-failed")).isBetween(1L, 10L);
        // More than lock, since one may be taken for a repeated one.
        for (int i = 0; i < 12; i++) {
            assertWrong(stranger.login(victim.email(), i + SOMETHING_ELSE));
        }
        assertThat(victim.count("user.sign-in-failed")).isEqualTo(10);
        assertThat(victim.count("user.sign-in-locked")).isEqualTo(1);
        assertWrong(stranger.login(victim.email(), Accounts.PASSWORD));
    }

    @Test
    void twenty_wrong_current_passwords_are_judged_ten_times() {
        Victim victim = Victim.named("current");

        for (int i = 0; i < 20; i++) {
            Reply reply = change(victim.browser(), SOMETHING_ELSE + i, "a new password");
            if (i < 10) {
                assertRefused(reply.http(), 401, "UNAUTHORIZED", "Current password is incorrect");
            } else {
                assertLocked(reply);
            }
        }

        assertLocked(change(victim.browser(), Accounts.PASSWORD, "a new password"));
        assertThat(victim.count("user.password-check-failed")).isEqualTo(10);
        assertThat(victim.count("user.password-changed")).isZero();
        assertThat(victim.browser().get("/api/user").status()).isEqualTo(200);
    }

    @Test
    void fifty_wrong_current_passwords_at_once_are_judged_ten_times_at_most() {
        Victim victim = Victim.named("current.burst");

        List<Reply> replies = AtOnce.times(50, i -> change(victim.browser(), SOMETHING_ELSE + i, "a new password"));

        assertThat(replies).allSatisfy(reply -> assertThat(reply.status()).isIn(401, 429));
        assertThat(victim.count("user.password-check-failed")).isLessThanOrEqualTo(10);
    }

    @Test
    void a_changed_password_ends_every_other_session_and_no_other_password_opens_one() {
        Victim victim = Victim.named("changed");
        Browser other = Target.ACCOUNTS.signedIn(victim.email());
        String before = String.valueOf(victim.browser().refreshToken());

        assertThat(change(victim.browser(), Accounts.PASSWORD, "a new password").status())
                .isEqualTo(200);

        assertRefused(other.get("/api/user").http(), 401, "UNAUTHORIZED", "Session revoked or expired");
        assertRefused(
                refresh(other, String.valueOf(other.refreshToken())).http(),
                401,
                "UNAUTHORIZED",
                "Invalid refresh token");
        assertThat(victim.browser().get("/api/user").status()).isEqualTo(200);
        assertThat(refresh(victim.browser(), before).status()).isEqualTo(200);
        assertWrong(other.login(victim.email(), Accounts.PASSWORD));
        assertThat(other.login(victim.email(), "a new password").status()).isEqualTo(200);
    }

    @Test
    void a_password_is_judged_by_its_bytes_and_neither_cut_nor_trimmed() {
        Victim victim = Victim.named("shapes");
        Browser browser = victim.browser();
        String current = Accounts.PASSWORD;
        List<String> good = List.of(
                "ñçøłßæð",
                " two spaces ",
                "🐢🍀🌵🥬",
                UNLIKELY.repeat(2).substring(0, 64),
                UNLIKELY.repeat(30).substring(0, 1_024),
                "🐢🍀🌵🥬".repeat(64),
                "with\0zero and \ttab",
                "null null");

        for (String next : good) {
            assertThat(change(browser, current, next).status()).as(next).isEqualTo(200);
            for (String nearly : List.of(next.strip() + " ", next.substring(0, next.length() - 1), next + "z")) {
                if (!nearly.equals(next)) {
                    assertThat(browser.login(victim.email(), nearly).status())
                            .as(nearly)
                            .isEqualTo(401);
                }
            }
            assertThat(browser.login(victim.email(), next).status()).as(next).isEqualTo(200);
            current = next;
        }
        assertThat(victim.count("user.password-changed")).isEqualTo(good.size());
    }

    @Test
    void a_common_password_and_one_made_of_the_own_address_are_refused_by_a_code_of_their_own() {
        Victim victim = Victim.named("guessable.maria.curie");
        String local = victim.email().substring(0, victim.email().indexOf('@'));

        for (String weak : List.of("password1", "Qwertyuiop", "x".repeat(64), local, "mariaCurie", victim.email())) {
            assertRefused(change(victim.browser(), Accounts.PASSWORD, weak).http(), 400, "WEAK_PASSWORD", TOO_EASY);
            assertRefused(
                    Target.SERVICE
                            .browser()
                            .post("/api/auth/register", Map.of("email", victim.email(), "password", weak))
                            .http(),
                    400,
                    "WEAK_PASSWORD",
                    TOO_EASY);
        }
        assertThat(victim.count("user.password-changed")).isZero();
        assertThat(Target.SERVICE.mailbox().mailsTo(victim.email())).hasSize(1);
    }

    @Test
    void a_password_out_of_bounds_changes_nothing() {
        Victim victim = Victim.named("bounds");
        Browser browser = victim.browser();

        for (String tooShort : List.of("", "seven77", "🐢abc", "ééé1")) {
            assertRefused(
                    change(browser, Accounts.PASSWORD, tooShort).http(),
                    400,
                    "BAD_REQUEST",
                    "New password must be at least 8 characters long");
        }
        for (String tooLong : List.of("x".repeat(1_025), "é".repeat(513), "x".repeat(1_000_000))) {
            assertRefused(
                    change(browser, Accounts.PASSWORD, tooLong).http(),
                    400,
                    "BAD_REQUEST",
                    "Password must not exceed 1024 UTF-8 bytes");
        }
        assertRefused(
                change(browser, Accounts.PASSWORD, "x".repeat(1 << 20)).http(),
                413,
                "BAD_REQUEST",
                "Request body is too large");
        assertThat(victim.count("user.password-changed")).isZero();
    }

    @Test
    void half_a_character_is_no_part_of_a_password() {
        Victim victim = Victim.named("half");

        Reply halfCharacter = victim.browser()
                .send(
                        "POST",
                        "/api/user/change-password",
                        "{\"current_password\":\"" + Accounts.PASSWORD + "\",\"new_password\":\"\\ud800 and more\"}");

        assertRefused(
                halfCharacter.http(),
                422,
                "BAD_REQUEST",
                "Invalid JSON data: 'new_password' is missing or of the wrong type");
        assertWrong(victim.browser().login(victim.email(), "? and more"));
    }

    @Test
    void an_absurdly_long_guess_costs_no_more_than_a_short_one() {
        Victim victim = Victim.named("absurd");

        assertWrong(Target.SERVICE.browser().login(victim.email(), "x".repeat(1_000_000)));
        assertRefused(
                change(victim.browser(), "x".repeat(1_000_000), "a new password")
                        .http(),
                401,
                "UNAUTHORIZED",
                "Current password is incorrect");
    }

    private static Reply change(Browser browser, String current, String next) {
        return browser.post("/api/user/change-password", Map.of("current_password", current, "new_password", next));
    }

    private static Reply refresh(Browser browser, String token) {
        return browser.post("/api/auth/refresh", Map.of("refresh_token", token));
    }

    private static void assertLocked(Reply reply) {
        assertRefused(reply.http(), 429, "TOO_MANY_REQUESTS", "Too many failed attempts. Please try again later.");
    }

    private static void assertWrong(Reply reply) {
        assertRefused(reply.http(), 401, "UNAUTHORIZED", "Invalid email or password");
    }
}

package io.ssouser.app.attack;

import static io.ssouser.app.http.Envelope.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ssouser.app.attack.Victim.Challenge;
import io.ssouser.app.journey.Accounts;
import io.ssouser.app.journey.Authenticator;
import io.ssouser.app.journey.Browser;
import io.ssouser.app.journey.Browser.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Codes used twice, guessed, borrowed, misshapen; setups that were not proved. */
class SecondFactorAttackTest {
    private static final int STEP_SECONDS = 30;

    @Test
    void a_code_used_twice_is_refused_like_a_wrong_one_and_counted_once() {
        Victim victim = Victim.named("twice");
        Authenticator authenticator = victim.secondFactor();
        String code = authenticator.code(1);
        assertThat(victim.challenge().answer(code).status()).isEqualTo(200);

        Reply again = victim.challenge().answer(code);

        assertWrongCode(again);
        assertThat(victim.count("user.totp-accepted")).isEqualTo(1);
        assertThat(victim.count("user.mfa-failed")).isEqualTo(1);
    }

    @Test
    void one_totp_code_sent_fifty_times_at_once_opens_one_session() {
        Victim victim = Victim.named("burst");
        Authenticator authenticator = victim.secondFactor();
        long sessions = victim.count("user.signed-in");
        List<Challenge> challenges =
                List.of(victim.challenge(), victim.challenge(), victim.challenge(), victim.challenge());
        String code = authenticator.code(1);

        List<Reply> replies =
                AtOnce.times(50, i -> challenges.get(i % challenges.size()).answer(code));

        assertThat(replies).filteredOn(reply -> reply.status() == 200).hasSize(1);
        assertThat(replies)
                .filteredOn(reply -> reply.status() != 200)
                .allSatisfy(reply -> assertThat(reply.status()).isIn(400, 401, 429));
        assertThat(victim.count("user.totp-accepted")).isEqualTo(1);
        assertThat(victim.count("user.signed-in")).isEqualTo(sessions + 1);
    }

    @Test
    void codes_of_past_steps_and_of_steps_too_far_away_are_refused() {
        Victim victim = Victim.named("steps");
        awaitYoungStep();
        Authenticator authenticator = new Authenticator(
                victim.browser().post("/api/user/mfa/setup", Map.of()).text("secret"));
        String past = authenticator.code(-1);
        assertThat(victim.browser()
                        .post("/api/user/mfa/verify", Map.of("code", past))
                        .status())
                .isEqualTo(200);
        Challenge challenge = victim.challenge();

        assertWrongCode(challenge.answer(authenticator.code(2)));
        assertWrongCode(challenge.answer(authenticator.code(-2)));
        assertThat(challenge.answer(authenticator.code(0)).status()).isEqualTo(200);
        assertWrongCode(victim.challenge().answer(past));
        assertThat(victim.count("user.totp-accepted")).isEqualTo(1);
    }

    @Test
    void a_misshapen_code_is_a_wrong_code() {
        Victim victim = Victim.named("misshapen");
        victim.secondFactor();
        Challenge challenge = victim.challenge();

        for (String code :
                List.of("-1", "12345", "1234567", "12345a", "\u0661\u0662\u0663\u0664\u0665\u0666", "123456\0", "")) {
            assertWrongCode(challenge.answer(code));
        }
        assertWrongCode(challenge.answer(" "));
        assertThat(victim.count("user.mfa-failed"))
                .as("a blank code is the empty one, and the same mistake counts once")
                .isEqualTo(7);
    }

    @Test
    void a_code_of_a_megabyte_is_refused_before_it_is_looked_at() {
        Victim victim = Victim.named("megabyte");
        victim.secondFactor();
        Challenge challenge = victim.challenge();
        long before = victim.facts().size();

        Reply tooLarge = challenge.answer("1".repeat(1 << 20));
        Reply large = challenge.answer("1".repeat((1 << 20) - 2_000));

        assertRefused(tooLarge.http(), 413, "BAD_REQUEST", "Request body is too large");
        assertWrongCode(large);
        assertThat(victim.facts()).hasSize((int) before + 1);
    }

    @Test
    void one_backup_code_sent_fifty_times_at_once_opens_one_session() {
        Victim victim = Victim.named("backup");
        Authenticator authenticator = victim.secondFactor();
        long sessions = victim.count("user.signed-in");
        List<Challenge> challenges = List.of(victim.challenge(), victim.challenge());
        String code = authenticator.backupCodes().get(3);

        List<Reply> replies = AtOnce.times(50, i -> challenges.get(i % 2).answer(code));

        assertThat(replies).filteredOn(reply -> reply.status() == 200).hasSize(1);
        assertThat(replies).allSatisfy(reply -> assertThat(reply.status()).isIn(200, 400, 401, 429));
        assertThat(victim.count("user.backup-code-used")).isEqualTo(1);
        assertThat(victim.count("user.signed-in")).isEqualTo(sessions + 1);
    }

    @Test
    void backup_codes_pass_with_or_without_dash_in_any_case_but_never_another_accounts() {
        Victim victim = Victim.named("spelling");
        List<String> codes = victim.secondFactor().backupCodes();
        List<String> others = Victim.named("other").secondFactor().backupCodes();

        assertThat(victim.challenge().answer(codes.get(0).toLowerCase()).status())
                .isEqualTo(200);
        assertThat(victim.challenge()
                        .answer(codes.get(1).replace("-", "").toLowerCase())
                        .status())
                .isEqualTo(200);
        assertWrongCode(victim.challenge().answer(others.get(0)));
        assertWrongCode(victim.challenge().answer(codes.get(0)));
    }

    @Test
    void totp_and_backup_guesses_share_one_counter_whose_lock_refuses_the_right_code_too() {
        Victim victim = Victim.named("guesses");
        Authenticator authenticator = victim.secondFactor();
        Challenge challenge = victim.challenge();

        List<Reply> replies =
                AtOnce.times(100, i -> challenge.answer(i % 2 == 0 ? "00000" + i % 10 : "AAAA-AAA" + i % 10));

        assertThat(replies).allSatisfy(SecondFactorAttackTest::assertWrongCode);
        assertThat(victim.count("user.mfa-failed")).isEqualTo(10);
        assertThat(victim.count("user.mfa-locked")).isEqualTo(1);
        assertWrongCode(victim.challenge().answer(authenticator.code(1)));
        assertWrongCode(victim.challenge().answer(authenticator.backupCodes().get(0)));
        assertThat(victim.count("user.mfa-failed")).isEqualTo(10);
    }

    @Test
    void the_trail_says_of_each_wrong_guess_its_kind_and_the_attempt_that_the_password_began() {
        Victim victim = Victim.named("kinds");
        victim.secondFactor();
        Challenge first = victim.challenge();
        Challenge second = victim.challenge();

        assertWrongCode(first.answer("000000"));
        assertWrongCode(second.answer("AAAA-AAAA"));
        assertWrongCode(first.answer("12345"));

        List<String> begun = victim.details("user.mfa-awaited", "attempt_id");
        assertThat(begun).hasSize(2).doesNotHaveDuplicates();
        assertThat(victim.details("user.mfa-failed", "kind")).containsExactly("TOTP", "BACKUP_CODE", "NEITHER");
        assertThat(victim.details("user.mfa-failed", "attempt_id"))
                .containsExactly(begun.get(0), begun.get(1), begun.get(0));
    }

    @Test
    void guesses_at_a_setup_are_counted_too_and_leave_it_unproved() {
        Victim victim = Victim.named("setup");
        Browser browser = victim.browser();
        Authenticator authenticator =
                new Authenticator(browser.post("/api/user/mfa/setup", Map.of()).text("secret"));

        assertRefused(
                browser.post("/api/user/mfa/verify", Map.of("code", "00000")).http(),
                400,
                "BAD_REQUEST",
                "Invalid TOTP code");
        int wrong = 1;
        while (wrong < 15
                && browser.post("/api/user/mfa/verify", Map.of("code", String.format("%05d", wrong)))
                                .status()
                        == 400) {
            wrong++;
        }
        assertThat(wrong)
                .as("ten; more only where nodes took one for a repeated one")
                .isBetween(10, 12);

        assertRefused(
                browser.post("/api/user/mfa/verify", Map.of("code", authenticator.code(0)))
                        .http(),
                429,
                "TOO_MANY_REQUESTS",
                "Too many failed attempts. Please try again later.");
        assertThat(browser.get("/api/user/mfa/status").body())
                .isEqualTo("{\"enabled\":false,\"has_backup_codes\":false}");
    }

    @Test
    void a_replaced_setup_and_another_accounts_setup_prove_nothing() {
        Victim victim = Victim.named("replaced");
        Browser browser = victim.browser();
        Authenticator replaced =
                new Authenticator(browser.post("/api/user/mfa/setup", Map.of()).text("secret"));
        browser.post("/api/user/mfa/setup", Map.of());
        Authenticator others = new Authenticator(Victim.named("neighbour")
                .browser()
                .post("/api/user/mfa/setup", Map.of())
                .text("secret"));

        for (Authenticator wrong : List.of(replaced, others)) {
            assertRefused(
                    browser.post("/api/user/mfa/verify", Map.of("code", wrong.code(0)))
                            .http(),
                    400,
                    "BAD_REQUEST",
                    "Invalid TOTP code");
        }
        assertThat(victim.count("user.mfa-enabled")).isZero();
    }

    @Test
    void a_setup_while_the_factor_is_on_leaves_the_live_secret() {
        Victim victim = Victim.named("live");
        Authenticator authenticator = victim.secondFactor();

        assertRefused(
                victim.browser().post("/api/user/mfa/setup", Map.of()).http(),
                400,
                "BAD_REQUEST",
                "MFA is already enabled");

        assertThat(victim.challenge().answer(authenticator.code(1)).status()).isEqualTo(200);
    }

    @Test
    void a_finished_or_foreign_sign_in_cannot_be_finished_again() {
        Victim victim = Victim.named("finished");
        Authenticator authenticator = victim.secondFactor();
        Challenge challenge = victim.challenge();
        assertThat(challenge.answer(authenticator.backupCodes().get(0)).status())
                .isEqualTo(200);

        Reply again = challenge.answer(authenticator.backupCodes().get(1));

        assertRefused(again.http(), 400, "BAD_REQUEST", "Invalid pre-authentication token");
        assertThat(victim.count("user.backup-code-used")).isEqualTo(1);

        Victim attacker = Victim.named("attacker");
        List<String> ownCodes = attacker.secondFactor().backupCodes();
        assertWrongCode(victim.challenge().answer(ownCodes.get(0)));
    }

    @Test
    void a_sign_in_begun_before_the_password_was_changed_cannot_be_finished() {
        Victim victim = Victim.named("before");
        Authenticator authenticator = victim.secondFactor();
        Challenge challenge = victim.challenge();
        victim.browser()
                .post(
                        "/api/user/change-password",
                        Map.of("current_password", Accounts.PASSWORD, "new_password", "quite another one"));

        Reply late = challenge.answer(authenticator.code(1));

        assertRefused(late.http(), 400, "BAD_REQUEST", "Invalid pre-authentication token");
        assertThat(victim.count("user.totp-accepted")).isZero();
    }

    private static void assertWrongCode(Reply reply) {
        assertRefused(reply.http(), 401, "UNAUTHORIZED", "Invalid MFA code");
    }

    /** So that the codes of several steps mean the same throughout a test. */
    private static void awaitYoungStep() {
        await().atMost(Duration.ofSeconds(STEP_SECONDS))
                .until(() -> Instant.now().getEpochSecond() % STEP_SECONDS < STEP_SECONDS - 8);
    }
}

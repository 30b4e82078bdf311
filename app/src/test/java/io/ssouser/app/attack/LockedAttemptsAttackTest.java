package io.ssouser.app.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ssouser.app.attack.Victim.Challenge;
import io.ssouser.app.journey.Accounts;
import io.ssouser.app.journey.Authenticator;
import io.ssouser.app.journey.Browser;
import io.ssouser.app.journey.Browser.Reply;
import io.ssouser.app.journey.MovableClock;
import io.ssouser.app.journey.RunningService;
import java.time.Duration;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Attempts that go on while a lock refuses them: the owner's trail tells their number once, when the lock has ended. */
class LockedAttemptsAttackTest {
    private static final String COUNTED = "user.attempts-during-lock-counted";
    private static final MovableClock CLOCK = new MovableClock();
    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.at(CLOCK);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void seven_passwords_during_a_lock_right_and_wrong_are_one_entry() {
        Victim victim = Victim.named("passwords", new Accounts(service));
        Browser stranger = service.browser();
        guessUntil(
                victim,
                "user.sign-in-locked",
                i -> stranger.login(victim.email(), "a wild guess " + i).status());
        for (int i = 0; i < 7; i++) {
            String password = i % 2 == 0 ? Accounts.PASSWORD : "another guess " + i;
            assertThat(stranger.login(victim.email(), password).status()).isEqualTo(401);
        }
        assertThat(victim.details(COUNTED, "attempts"))
                .as("before the lock has ended")
                .isEmpty();

        CLOCK.pass(Duration.ofMinutes(16));
        victim.browser().keep(victim.browser().login(victim.email(), Accounts.PASSWORD));

        assertOneEntry(victim, "SIGN_IN");
        assertThat(victim.details(COUNTED, "locked_until"))
                .isEqualTo(victim.details("user.sign-in-locked", "until").stream()
                        .map(LockedAttemptsAttackTest::toTheMillisecond)
                        .toList());
        assertThat(victim.count("user.sign-in-failed")).isEqualTo(10);
    }

    @Test
    void seven_second_factors_during_a_lock_right_and_wrong_are_one_entry() {
        Victim victim = Victim.named("codes", new Accounts(service));
        Authenticator authenticator = victim.secondFactor();
        Challenge challenge = victim.challenge();
        guessUntil(
                victim,
                "user.mfa-locked",
                i -> challenge.answer(String.format("%06d", i)).status());
        for (int i = 0; i < 7; i++) {
            String code = i % 2 == 0 ? authenticator.backupCodes().get(i) : "11111" + i;
            assertThat(challenge.answer(code).status()).isEqualTo(401);
        }

        CLOCK.pass(Duration.ofMinutes(16));
        Reply asked = victim.browser().login(victim.email(), Accounts.PASSWORD);
        Challenge again = new Challenge(victim.browser(), asked.text("access_token"));
        victim.browser().keep(again.answer(authenticator.backupCodes().get(0)));

        assertOneEntry(victim, "SECOND_FACTOR");
    }

    @Test
    void a_lock_that_nobody_tried_has_no_entry() {
        Victim victim = Victim.named("untried", new Accounts(service));
        guessUntil(
                victim,
                "user.sign-in-locked",
                i -> service.browser()
                        .login(victim.email(), "a wild guess " + i)
                        .status());

        CLOCK.pass(Duration.ofMinutes(16));
        victim.browser().keep(victim.browser().login(victim.email(), Accounts.PASSWORD));

        assertThat(victim.count("user.sign-in-locked")).isEqualTo(1);
        await().during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(10))
                .until(() -> victim.details(COUNTED, "attempts").isEmpty());
    }

    /** Ten guesses; more only where nodes took one of them for a repeated one. */
    private static void guessUntil(Victim victim, String locked, IntUnaryOperator guess) {
        for (int i = 0; i < 15 && victim.count(locked) == 0; i++) {
            assertThat(guess.applyAsInt(i)).isEqualTo(401);
        }
        assertThat(victim.count(locked)).isEqualTo(1);
    }

    private static void assertOneEntry(Victim victim, String kind) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !victim.details(COUNTED, "attempts").isEmpty());
        await().during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(
                        () -> assertThat(victim.details(COUNTED, "attempts")).isEqualTo(List.of("7")));
        assertThat(victim.details(COUNTED, "kind")).containsExactly(kind);
    }

    private static String toTheMillisecond(String instant) {
        return instant.replaceFirst("(\\.\\d{3})\\d{3}Z", "$1000Z");
    }
}

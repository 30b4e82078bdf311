package io.ssouser.app.attack;

import static io.ssouser.app.http.Envelope.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ssouser.app.journey.Accounts;
import io.ssouser.app.journey.Browser;
import io.ssouser.app.journey.Browser.Reply;
import io.ssouser.app.journey.RunningService;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** What guesses tell by the time that they take, and whom they keep waiting, where a hash costs what it costs in production. */
@Tag("timed")
@Isolated("It measures.")
class PasswordClockAttackTest {
    private static final String SOMETHING_ELSE = "not four score at all";
    private static final RunningService SERVICE = RunningService.fresh(RunningService.FULL_COST + "=true");
    private static final Accounts ACCOUNTS = new Accounts(SERVICE);

    @AfterAll
    static void stop() {
        SERVICE.close();
    }

    @Test
    void a_thousand_guesses_of_a_stranger_do_not_keep_the_owner_out_nor_waiting() {
        Victim victim = Victim.named("owner", ACCOUNTS);
        Browser stranger = SERVICE.browser();

        CompletableFuture<List<Reply>> attack = CompletableFuture.supplyAsync(
                () -> AtOnce.times(1_000, i -> stranger.login(victim.email(), SOMETHING_ELSE + i)));
        await().atMost(Duration.ofMinutes(1)).until(() -> victim.count("user.sign-in-failed") > 0);
        Instant before = Instant.now();
        Reply owner = victim.browser().login(victim.email(), Accounts.PASSWORD);
        Duration took = Duration.between(before, Instant.now());

        assertThat(owner.status()).as(owner.body()).isEqualTo(200);
        attack.join().forEach(reply -> assertThat(reply.status()).isIn(401, 429));
        assertThat(took).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void unknown_known_and_locked_accounts_are_told_apart_neither_by_word_nor_by_clock() {
        Victim known = Victim.named("known", ACCOUNTS);
        Victim locked = Victim.named("locked", ACCOUNTS);
        Browser stranger = SERVICE.browser();
        Accounts.lockOut(locked.email(), stranger);
        List<String> emails = List.of("nobody@example.org", known.email(), locked.email(), "no address");
        Map<String, List<Long>> took = new HashMap<>();
        for (int i = 0; i < 24; i++) {
            // The person keeps the known user from being locked.
            known.browser().login(known.email(), Accounts.PASSWORD);
            for (String email : emails) {
                long begun = System.nanoTime();
                Reply reply = known.browser().login(email, SOMETHING_ELSE + i);
                took.computeIfAbsent(email, first -> new ArrayList<>()).add(System.nanoTime() - begun);
                assertWrong(reply);
                assertThat(reply.header("X-Log-Position")).isNull();
                assertThat(reply.header("Set-Cookie")).isNull();
            }
        }

        took.values().forEach(samples -> samples.sort(null));
        for (String one : emails) {
            for (String other : emails) {
                assertThat(took.get(one).get(12))
                        .as("median of %s against the middle of %s: %s", one, other, took)
                        .isBetween(
                                took.get(other).get(1) * 2 / 3, took.get(other).get(22) * 3 / 2);
            }
        }
    }

    private static void assertWrong(Reply reply) {
        assertRefused(reply.http(), 401, "UNAUTHORIZED", "Invalid email or password");
    }
}

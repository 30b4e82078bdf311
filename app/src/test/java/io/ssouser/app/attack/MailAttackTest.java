package io.ssouser.app.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.app.journey.Accounts;
import io.ssouser.app.journey.Browser;
import io.ssouser.app.journey.RawFiles;
import io.ssouser.domain.email.UndeliveredReason;
import io.ssouser.eventstore.log.DataFolder;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A mail server that refuses, puts off, stalls and disappears: every letter in its own time, none lost, none in the way. */
class MailAttackTest extends MailServerAttack {
    @Test
    void a_451_loses_no_letter_that_somebody_asked_for() {
        String ada = confirmed("ada");
        String grace = registered("grace");
        String moved = Accounts.address("moved");
        Browser browser = new Accounts(service).signedIn(ada);
        for (String address : List.of(ada, grace, moved)) {
            server.greylist(address, 1);
        }
        int before = server.takenFor(grace).size();

        assertThat(post("/api/auth/forgot-password", ada)).isEqualTo(200);
        assertThat(post("/api/auth/resend-verification", grace)).isEqualTo(200);
        assertThat(browser.send("PATCH", "/api/user", "{\"email\":\"" + moved + "\"}")
                        .status())
                .isEqualTo(200);
        until(() -> List.of(ada, grace, moved).stream().allMatch(this::isPutOff));
        clock.pass(Duration.ofSeconds(11));

        assertThat(link(ada, "/reset-password")).isNotEmpty();
        assertThat(link(moved, "/auth/confirm-email-change")).isNotEmpty();
        until(() -> server.takenFor(grace).size() == before + 1);
    }

    @Test
    void a_server_that_is_away_for_ten_seconds_and_a_restart_lose_no_letter() throws IOException {
        String ada = confirmed("ada");
        server.disappear();

        assertThat(post("/api/auth/forgot-password", ada)).isEqualTo(200);
        until(() -> waiting() == 1);
        service.close();
        DataFolder.create(folder.resolve("data"));
        assertThat(RawFiles.holding(folder.resolve("data"), ada))
                .as("what waits is sealed")
                .allMatch(file -> file.getFileName().toString().startsWith("view"));
        server.comeBack();
        start();
        clock.pass(Duration.ofSeconds(11));

        assertThat(link(ada, "/reset-password")).isNotEmpty();
        until(() -> waiting() == 0);
    }

    @Test
    void sixteen_dead_addresses_hold_no_other_letter_up() {
        String ada = confirmed("ada");
        List<String> dead =
                IntStream.range(0, 16).mapToObj(i -> Accounts.address("dead")).toList();
        dead.subList(0, 8).forEach(address -> server.reply(address, "451 4.7.1 Later"));
        dead.subList(8, 16).forEach(server::stall);
        dead.forEach(this::register);
        until(() -> dead.stream().allMatch(address -> server.triesFor(address) > 0));
        clock.pass(Duration.ofSeconds(11));

        long begin = System.nanoTime();
        post("/api/auth/forgot-password", ada);
        link(ada, "/reset-password");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(8));
    }

    @Test
    void a_server_that_answers_a_byte_at_a_time_holds_no_other_letter_up_and_has_the_letter_again_in_its_own_time() {
        String ada = confirmed("ada");
        List<String> slow =
                IntStream.range(0, 8).mapToObj(i -> Accounts.address("slow")).toList();
        slow.forEach(server::drip);
        slow.forEach(this::register);
        until(() -> slow.stream().allMatch(address -> server.triesFor(address) > 0));

        post("/api/auth/forgot-password", ada);
        link(ada, "/reset-password");

        clock.pass(Duration.ofSeconds(11));
        until(() -> slow.stream().allMatch(address -> server.triesFor(address) > 1));
    }

    @Test
    void a_link_that_has_died_is_not_sent_any_more() {
        String ada = confirmed("ada");
        server.reply(ada, "451 4.7.1 Later");
        post("/api/auth/forgot-password", ada);
        until(() -> isPutOff(ada));

        clock.pass(Duration.ofHours(1));

        until(() -> waiting() == 0);
        assertThat(undelivered(UndeliveredReason.EXPIRED)).isEqualTo(1);
        assertThat(server.takenFor(ada)).hasSize(1);
    }
}

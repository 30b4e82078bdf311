package io.ssouser.app.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.app.journey.Accounts;
import io.ssouser.app.journey.Browser;
import io.ssouser.app.journey.Browser.Reply;
import io.ssouser.app.journey.MovableClock;
import io.ssouser.app.journey.RunningService;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A stranger's wrong passwords keep new browsers out; a link in the owner's mail admits one, and gives nobody further guesses. */
class LockedOutOwnerAttackTest {
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
    void the_owner_s_new_browser_is_admitted_by_a_mailed_link_and_no_other_browser_is() {
        String ada = lockedOut("ada");
        Browser newBrowser = service.browser();
        String link = service.mailbox().linkFor(ada, "/auth/admit-browser");

        Reply page = newBrowser.open(link);
        assertThat(page.status()).isEqualTo(200);
        assertThat(newBrowser.login(ada, Accounts.PASSWORD).status())
                .as("a page that was looked at admits nobody")
                .isEqualTo(401);
        assertThat(follow(newBrowser, link).status()).isEqualTo(200);

        assertThat(newBrowser.login(ada, Accounts.PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void other_browsers_stay_out_while_one_is_admitted() {
        String ada = lockedOut("other");
        follow(service.browser(), service.mailbox().linkFor(ada, "/auth/admit-browser"));

        assertThat(service.browser().login(ada, Accounts.PASSWORD).status()).isEqualTo(401);
    }

    @Test
    void a_link_admits_one_browser_of_many_at_once() {
        String ada = lockedOut("many");
        String link = service.mailbox().linkFor(ada, "/auth/admit-browser");
        List<Browser> browsers = Stream.generate(service::browser).limit(10).toList();

        List<Reply> replies = AtOnce.times(10, i -> follow(browsers.get(i), link));

        assertThat(replies).filteredOn(reply -> reply.status() == 200).hasSize(1);
        int admitted = IntStream.range(0, 10)
                .filter(i -> replies.get(i).status() == 200)
                .findFirst()
                .orElseThrow();
        assertThat(browsers.get((admitted + 1) % 10)
                        .login(ada, Accounts.PASSWORD)
                        .status())
                .isEqualTo(401);
        assertThat(browsers.get(admitted).login(ada, Accounts.PASSWORD).status())
                .isEqualTo(200);
    }

    @Test
    void an_admitted_browser_that_guesses_six_times_is_a_stranger_again() {
        String ada = lockedOut("guesser");
        Browser thief = service.browser();
        follow(thief, service.mailbox().linkFor(ada, "/auth/admit-browser"));

        for (int i = 0; i < 6; i++) {
            assertThat(thief.login(ada, "a guess " + i).status()).isEqualTo(401);
        }

        assertThat(thief.login(ada, Accounts.PASSWORD).status()).isEqualTo(401);
    }

    @Test
    void locks_of_one_day_bring_one_mail() {
        String ada = lockedOut("flooded");
        service.mailbox().linkFor(ada, "/auth/admit-browser");
        for (int hours : List.of(1, 2, 4)) {
            CLOCK.pass(Duration.ofHours(hours));
            guess(ada);
        }

        assertThat(offers(ada)).isEqualTo(1);
    }

    @Test
    void a_forged_and_a_voided_link_admit_nobody() {
        String ada = lockedOut("forged");
        String link = service.mailbox().linkFor(ada, "/auth/admit-browser");
        int last = link.length() - 2;
        String forged = link.substring(0, last) + (link.charAt(last) == 'A' ? 'B' : 'A') + link.substring(last + 1);

        Browser browser = service.browser();
        assertThat(follow(browser, forged).status()).isEqualTo(404);
        assertThat(browser.login(ada, Accounts.PASSWORD).status()).isEqualTo(401);
    }

    private static String lockedOut(String name) {
        String email = Accounts.address(name);
        new Accounts(service).confirmed(email);
        guess(email);
        assertThat(service.browser().login(email, Accounts.PASSWORD).status()).isEqualTo(401);
        return email;
    }

    private static void guess(String email) {
        Accounts.lockOut(email, service.browser());
    }

    private static Reply follow(Browser browser, String link) {
        return browser.submit(link);
    }

    private static long offers(String email) {
        return service.mailbox().mailsTo(email).stream()
                .filter(mail -> mail.contains("/auth/admit-browser"))
                .count();
    }
}

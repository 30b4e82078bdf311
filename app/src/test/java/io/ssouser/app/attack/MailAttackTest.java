package io.ssouser.app.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.ssouser.app.journey.Accounts;
import io.ssouser.app.journey.Browser;
import io.ssouser.app.journey.MovableClock;
import io.ssouser.app.journey.RawFiles;
import io.ssouser.app.journey.RunningService;
import io.ssouser.application.mail.MailJobs;
import io.ssouser.application.mail.smtp.FakeSmtpServer;
import io.ssouser.domain.email.UndeliveredReason;
import io.ssouser.eventstore.log.DataFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A mail server that refuses, puts off, stalls and disappears: every letter in its own time, none lost, none in the way. */
@ExtendWith(OutputCaptureExtension.class)
@ResourceLock(Resources.SYSTEM_OUT)
class MailAttackTest {
    private static final Pattern LINK = Pattern.compile("https?://[^/\\s]+(/\\S+)");

    @TempDir
    private Path folder;

    private final MovableClock clock = new MovableClock();
    private final FakeSmtpServer server = new FakeSmtpServer();
    private RunningService service;

    @BeforeEach
    void start() {
        service = RunningService.on(
                folder.resolve("data"),
                clock,
                "sso.smtp.host=127.0.0.1",
                "sso.smtp.port=" + server.port(),
                "sso.smtp.security=none",
                "sso.smtp.timeout=2s",
                "sso.smtp.longest-try=3s",
                "sso.read-wait=20s");
    }

    @AfterEach
    void stop() {
        service.close();
        server.close();
    }

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
    void a_permanent_refusal_ends_a_letter_with_an_entry_and_tells_nobody_the_address(CapturedOutput output) {
        String ada = confirmed("ada");
        Browser browser = new Accounts(service).signedIn(ada);
        server.reply(ada, "550 5.1.1 <" + ada + "> no such user");

        post("/api/auth/forgot-password", ada);

        until(() -> server.triesFor(ada) > 1 && waiting() == 0);
        clock.pass(Duration.ofHours(2));
        assertThat(undelivered(UndeliveredReason.REFUSED)).isEqualTo(1);
        until(() -> browser.get("/api/user/audit").body().contains("user.mail-not-delivered"));
        assertThat(output.getAll()).contains("refused for good").doesNotContain(ada);
        assertThat(server.takenFor(ada)).hasSize(1);
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

    private boolean isPutOff(String address) {
        return server.triesFor(address) > server.takenFor(address).size();
    }

    private long waiting() {
        return service.bean(MailJobs.class).backlog().jobs();
    }

    /** What an operator sees as {@code sso_mail_undelivered_total}. */
    private double undelivered(UndeliveredReason reason) {
        return service.bean(MeterRegistry.class)
                .get("sso.mail.undelivered")
                .tag("reason", reason.name().toLowerCase(Locale.ROOT))
                .functionCounter()
                .count();
    }

    private String confirmed(String name) {
        String email = registered(name);
        assertThat(service.browser().get(link(email, "/auth/verify-email")).status())
                .isEqualTo(200);
        return email;
    }

    private String registered(String name) {
        String email = Accounts.address(name);
        register(email);
        link(email, "/auth/verify-email");
        return email;
    }

    private void register(String email) {
        assertThat(service.browser()
                        .post("/api/auth/register", Map.of("email", email, "password", Accounts.PASSWORD))
                        .status())
                .isEqualTo(200);
    }

    private int post(String path, String email) {
        return service.browser().post(path, Map.of("email", email)).status();
    }

    /** The path of the link in a letter to the address; waits for one. */
    private String link(String address, String path) {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> server.takenFor(address).stream()
                                .map(letter -> LINK.matcher(letter.text()))
                                .filter(Matcher::find)
                                .map(link -> link.group(1))
                                .filter(link -> link.startsWith(path + "?"))
                                .toList(),
                        links -> !links.isEmpty())
                .get(0);
    }

    private static void until(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(30)).until(condition);
    }
}

package io.ssouser.app.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.ssouser.app.journey.Accounts;
import io.ssouser.app.journey.MovableClock;
import io.ssouser.app.journey.RunningService;
import io.ssouser.application.mail.MailJobs;
import io.ssouser.application.mail.smtp.FakeSmtpServer;
import io.ssouser.domain.email.UndeliveredReason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A service and the mail server that it sends by, which does as a test says. */
abstract class MailServerAttack {
    private static final Pattern LINK = Pattern.compile("https?://[^/\\s]+(/\\S+)");

    @TempDir
    Path folder;

    final MovableClock clock = new MovableClock();
    final FakeSmtpServer server = new FakeSmtpServer();
    RunningService service;

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

    boolean isPutOff(String address) {
        return server.triesFor(address) > server.takenFor(address).size();
    }

    long waiting() {
        return service.bean(MailJobs.class).backlog().jobs();
    }

    /** What an operator sees as {@code sso_mail_undelivered_total}. */
    double undelivered(UndeliveredReason reason) {
        return service.bean(MeterRegistry.class)
                .get("sso.mail.undelivered")
                .tag("reason", reason.name().toLowerCase(Locale.ROOT))
                .functionCounter()
                .count();
    }

    String confirmed(String name) {
        String email = registered(name);
        assertThat(service.browser().get(link(email, "/auth/verify-email")).status())
                .isEqualTo(200);
        return email;
    }

    String registered(String name) {
        String email = Accounts.address(name);
        register(email);
        link(email, "/auth/verify-email");
        return email;
    }

    void register(String email) {
        assertThat(service.browser()
                        .post("/api/auth/register", Map.of("email", email, "password", Accounts.PASSWORD))
                        .status())
                .isEqualTo(200);
    }

    int post(String path, String email) {
        return service.browser().post(path, Map.of("email", email)).status();
    }

    /** The path of the link in a letter to the address; waits for one. */
    String link(String address, String path) {
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

    static void until(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(30)).until(condition);
    }
}

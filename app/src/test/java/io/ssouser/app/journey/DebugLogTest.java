package io.ssouser.app.journey;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import io.ssouser.app.journey.Browser.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** With the root logger at DEBUG, no line holds what somebody typed, was given or is called. */
@AnyStore
@Isolated("It sets the level of all loggers.")
class DebugLogTest {
    private static final RunningService SERVICE = RunningService.fresh("logging.level.root=DEBUG");
    private static final String EMAIL = "canary.address@example.org";
    private static final String NEXT = "canary.next@example.org";
    private static final String PASSWORD = "canary password of four words";
    private static final String WRONG = "canary guess that is wrong";
    private static final String DEVICE = "canary laptop";

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final List<String> canaries = new ArrayList<>(List.of("canary"));

    @AfterAll
    static void stop() {
        SERVICE.close();
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(ch.qos.logback.classic.Level.WARN);
    }

    @Test
    void a_journey_at_debug_leaves_no_secret_and_no_address_in_the_log() {
        Recorder recorder = new Recorder();
        Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        recorder.setContext(root.getLoggerContext());
        recorder.start();
        root.addAppender(recorder);
        try {
            travel();
        } finally {
            root.detachAppender(recorder);
        }

        assertThat(lines).as("the root is at DEBUG").anyMatch(line -> line.startsWith(Level.DEBUG.toString()));
        assertThat(lines).allSatisfy(line -> assertThat(line).doesNotContain(canaries));
    }

    private void travel() {
        Browser browser = SERVICE.browser();
        browser.post("/api/auth/register", Map.of("email", EMAIL, "password", PASSWORD));
        browser.get(note(SERVICE.mailbox().linkFor(EMAIL)));
        browser.login(EMAIL, WRONG);
        signIn(browser);
        browser.get("/api/user");
        String device =
                browser.get("/api/user/devices").json().at("/devices/0/id").asString();
        browser.patch("/api/user/devices/" + device, Map.of("device_name", DEVICE));
        browser.patch("/api/user", Map.of("email", NEXT));
        browser.get(note(SERVICE.mailbox().linkFor(NEXT, "/auth/confirm-email-change")));
        Authenticator authenticator = new Accounts(SERVICE).secondFactor(browser);
        canaries.add(authenticator.secret());
        canaries.addAll(authenticator.backupCodes());
        Reply awaiting = browser.login(EMAIL, PASSWORD);
        String preauth = note(awaiting.text("access_token"));
        browser.post(
                "/api/auth/mfa/verify",
                Map.of(
                        "preauth_token",
                        preauth,
                        "code",
                        authenticator.backupCodes().get(0)));
        browser.post(
                "/api/auth/step-up", Map.of("code", authenticator.backupCodes().get(1)));
        browser.get("/api/user/audit");
        browser.get("/api/privacy/export");
        browser.post("/api/auth/refresh", Map.of("refresh_token", String.valueOf(browser.refreshToken())));
        browser.post("/api/user/change-password", Map.of("current_password", WRONG, "new_password", PASSWORD));
        browser.post("/api/auth/forgot-password", Map.of("email", EMAIL));
        browser.post("/api/auth/reset-password", Map.of("token", "canary token", "new_password", PASSWORD));
        browser.get("/auth/verify-email?token=canary");
        browser.get("/canary?canary=canary");
        browser.send("POST", "/api/auth/login", "{\"email\":\"canary@example.org\",");
        browser.post("/api/auth/logout");
    }

    private void signIn(Browser browser) {
        browser.keep(browser.login(EMAIL, PASSWORD));
        note(String.valueOf(browser.accessToken()));
        note(String.valueOf(browser.refreshToken()));
    }

    /** The secret in the text, which is the whole of it or stands at the end of a link. */
    private String note(String text) {
        canaries.add(text.substring(text.indexOf('=') + 1));
        return text;
    }

    private final class Recorder extends AppenderBase<ILoggingEvent> {
        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getLevel() + " " + event.getThreadName() + " " + event.getLoggerName() + " "
                    + event.getFormattedMessage()
                    + (event.getThrowableProxy() == null
                            ? ""
                            : ThrowableProxyUtil.asString(event.getThrowableProxy())));
        }
    }
}

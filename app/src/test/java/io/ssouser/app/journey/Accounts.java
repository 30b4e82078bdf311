package io.ssouser.app.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ssouser.app.journey.Browser.Reply;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes users as people become users: by registering, reading the mail and signing in. */
public record Accounts(RunningService service) {
    public static final String PASSWORD = "four score and seven years";

    private static final String CONFIRMATION = "/auth/verify-email";
    private static final AtomicInteger SERIAL = new AtomicInteger();

    /** An address nobody has used in this JVM. */
    public static String address(String name) {
        return name + "." + SERIAL.incrementAndGet() + "@example.org";
    }

    /** Registers and confirms. */
    public void confirmed(String email) {
        Browser browser = service.browser();
        int before = service.mailbox().linksTo(email, CONFIRMATION).size();
        Reply registered = browser.post("/api/auth/register", Map.of("email", email, "password", PASSWORD));
        assertThat(registered.status()).as(registered.body()).isEqualTo(200);
        String link = await().atMost(Duration.ofSeconds(10))
                .pollDelay(Duration.ZERO)
                .until(() -> service.mailbox().linksTo(email, CONFIRMATION), links -> links.size() > before)
                .get(0);
        assertThat(browser.get(link).status()).isEqualTo(200);
    }

    /** A browser of its own, in which a user without a second factor is signed in. */
    public Browser signedIn(String email) {
        Browser browser = service.browser();
        Reply tokens = browser.login(email, PASSWORD);
        assertThat(tokens.status()).as(tokens.body()).isEqualTo(200);
        return browser.keep(tokens);
    }

    /** A new user and a browser in which the user is signed in. */
    public Browser newSignedIn(String name) {
        String email = address(name);
        confirmed(email);
        return signedIn(email);
    }

    /** Turns the second factor on. */
    public Authenticator secondFactor(Browser owner) {
        Authenticator authenticator = new Authenticator(
                owner.post("/api/user/mfa/setup", Map.of()).text("secret"), service.bean(Clock.class));
        Reply sheet = owner.post("/api/user/mfa/verify", Map.of("code", authenticator.code(0)));
        assertThat(sheet.status()).as(sheet.body()).isEqualTo(200);
        sheet.json()
                .get("backup_codes")
                .forEach(code -> authenticator.backupCodes().add(code.asString()));
        return authenticator;
    }

    /**
     * Guesses until whoever has not signed in to the account before is locked out. One guess more than ten: nodes on one store take one in
     * 65,536 for a repeated one, which is not counted.
     */
    public static void lockOut(String email, Browser stranger) {
        for (int i = 0; i < 11; i++) {
            stranger.login(email, "a wild guess " + i);
        }
    }
}

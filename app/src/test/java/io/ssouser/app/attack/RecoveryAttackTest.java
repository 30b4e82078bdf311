package io.ssouser.app.attack;

import static io.ssouser.app.http.Envelope.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ssouser.app.journey.Accounts;
import io.ssouser.app.journey.Authenticator;
import io.ssouser.app.journey.Browser;
import io.ssouser.app.journey.Browser.Reply;
import io.ssouser.app.journey.RunningService;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Links to reset a password: poisoned, stolen, kept for later, asked for in bulk. */
class RecoveryAttackTest {
    private static final String NEW = "a brand new day";

    @Test
    void a_request_cannot_choose_where_the_link_leads() throws IOException {
        Victim victim = Victim.named("poisoned");
        String body = "{\"email\":\"" + victim.email() + "\"}";
        try (Socket socket = new Socket("127.0.0.1", Target.SERVICE.base().getPort())) {
            socket.getOutputStream()
                    .write(("POST /api/auth/forgot-password HTTP/1.1\r\nHost: evil.example\r\n"
                                    + "X-Forwarded-Host: evil.example\r\nX-Forwarded-Proto: https\r\n"
                                    + "Forwarded: host=evil.example\r\nOrigin: https://evil.example\r\n"
                                    + "Content-Type: application/json\r\nContent-Length: " + body.length()
                                    + "\r\nConnection: close\r\n\r\n" + body)
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().readAllBytes()).isNotEmpty();
        }
        Target.SERVICE.browser().post("/api/auth/forgot-password", Map.of("email", victim.email()));

        await().atMost(Duration.ofSeconds(10)).until(() -> !links(victim).isEmpty());
        assertThat(Target.SERVICE.mailbox().mailsTo(victim.email())).noneMatch(mail -> mail.contains("evil"));
        assertThat(links(victim)).allMatch(mail -> mail.contains("http://localhost:0/reset-password?token="));
    }

    @Test
    void a_link_from_before_a_change_of_password_is_void() {
        Victim victim = Victim.named("kept");
        String token = link(victim);
        assertThat(victim.browser()
                        .post(
                                "/api/user/change-password",
                                Map.of("current_password", Accounts.PASSWORD, "new_password", NEW))
                        .status())
                .isEqualTo(200);

        assertRefused(reset(token, "the thief's own words").http(), 400, "BAD_REQUEST", "Invalid reset token");
        assertThat(victim.count("user.password-reset")).isZero();
        assertThat(victim.browser().get("/api/user").status()).isEqualTo(200);
    }

    @Test
    void one_link_sent_thirty_times_at_once_resets_once() {
        Victim victim = Victim.named("burst");
        String token = link(victim);

        List<Reply> replies = AtOnce.times(30, i -> reset(token, NEW + i));

        assertThat(replies).filteredOn(reply -> reply.status() == 200).hasSize(1);
        assertThat(replies)
                .filteredOn(reply -> reply.status() != 200)
                .allSatisfy(reply -> assertThat(reply.status()).isIn(400, 429, 503));
        assertThat(victim.count("user.password-reset")).isEqualTo(1);
    }

    @Test
    void a_confirmation_link_resets_no_password() {
        String email = Accounts.address("mixed");
        Browser browser = Target.SERVICE.browser();
        browser.post("/api/auth/register", Map.of("email", email, "password", Accounts.PASSWORD));
        String confirmation = Target.SERVICE.mailbox().linkFor(email);
        String token = confirmation.substring(confirmation.indexOf("token=") + 6);

        assertRefused(reset(token, NEW).http(), 400, "BAD_REQUEST", "Invalid reset token");
    }

    @Test
    void an_owner_whom_a_stranger_locked_out_gets_in_by_a_reset() {
        Victim victim = Victim.named("locked");
        Accounts.lockOut(victim.email(), Target.SERVICE.browser());
        assertThat(Target.SERVICE
                        .browser()
                        .login(victim.email(), Accounts.PASSWORD)
                        .status())
                .isEqualTo(401);

        assertThat(reset(link(victim), NEW).status()).isEqualTo(200);

        assertThat(Target.SERVICE.browser().login(victim.email(), NEW).status()).isEqualTo(200);
    }

    @Test
    void a_sign_in_begun_with_the_old_password_is_void_after_a_reset() {
        Victim victim = Victim.named("half.way");
        Authenticator authenticator = victim.secondFactor();
        Victim.Challenge begun = victim.challenge();
        assertThat(reset(link(victim), NEW).status()).isEqualTo(200);

        Reply late = begun.answer(authenticator.backupCodes().get(0));

        assertRefused(late.http(), 400, "BAD_REQUEST", "Invalid pre-authentication token");
    }

    @Test
    void known_and_unknown_addresses_are_told_apart_neither_by_word_nor_by_clock() {
        Victim victim = Victim.named("timing");
        Browser stranger = Target.SERVICE.browser();
        List<Long> known = new ArrayList<>();
        List<Long> unknown = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            known.add(nanos(stranger, victim.email()));
            unknown.add(nanos(stranger, "nobody" + i + "@example.org"));
        }
        known.sort(null);
        unknown.sort(null);

        assertThat(known.get(10))
                .as("a quarter of one is under three quarters of the other")
                .isLessThan(unknown.get(30));
        assertThat(unknown.get(10)).isLessThan(known.get(30));
    }

    @Test
    void a_mail_address_gets_five_mails_an_hour_from_register_resend_and_forgot_together() {
        try (RunningService limited = RunningService.fresh("sso.rate-limits=on")) {
            Browser stranger = limited.browser();
            Map<String, String> email = Map.of("email", "flooded@example.org");
            for (int i = 0; i < 3; i++) {
                assertThat(stranger.post("/api/auth/forgot-password", email).status())
                        .isEqualTo(200);
            }
            for (int i = 0; i < 2; i++) {
                assertThat(stranger.post("/api/auth/resend-verification", email).status())
                        .isEqualTo(200);
            }

            Reply sixth = stranger.post("/api/auth/forgot-password", Map.of("email", "Flooded@Example.org"));

            assertRefused(sixth.http(), 429, "TOO_MANY_REQUESTS", "Too many requests. Please try again later.");
            assertThat(sixth.header("Retry-After")).isNotNull();
        }
    }

    @Test
    void who_asked_and_from_where_is_remembered() {
        Victim victim = Victim.named("asked");
        link(victim);

        Reply trail = victim.browser().get("/api/user/audit?type=user.password-reset-requested");

        assertThat(trail.json().get("events").get(0).get("ip").asString()).isEqualTo("127.0.0.1");
        assertThat(trail.json().get("events").get(0).get("actor").asString()).isEqualTo("anonymous");
    }

    private static long nanos(Browser stranger, String email) {
        Instant before = Instant.now();
        Reply answer = stranger.post("/api/auth/forgot-password", Map.of("email", email));
        assertThat(answer.text("message"))
                .isEqualTo("If an account with that email exists, a password reset link has been sent.");
        return Duration.between(before, Instant.now()).toNanos();
    }

    private static String link(Victim victim) {
        int before = links(victim).size();
        Target.SERVICE.browser().post("/api/auth/forgot-password", Map.of("email", victim.email()));
        await().atMost(Duration.ofSeconds(10)).until(() -> links(victim).size() > before);
        String newest = links(victim).get(0);
        return newest.substring(newest.indexOf("token=") + 6)
                .lines()
                .findFirst()
                .orElseThrow();
    }

    private static List<String> links(Victim victim) {
        return Target.SERVICE.mailbox().mailsTo(victim.email()).stream()
                .filter(mail -> mail.contains("/reset-password?token="))
                .toList();
    }

    private static Reply reset(String token, String password) {
        return Target.SERVICE
                .browser()
                .post("/api/auth/reset-password", Map.of("token", token, "new_password", password));
    }
}

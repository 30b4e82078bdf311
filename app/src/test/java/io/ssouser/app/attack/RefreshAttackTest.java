package io.ssouser.app.attack;

import static io.ssouser.app.http.Envelope.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.app.journey.Accounts;
import io.ssouser.app.journey.Browser;
import io.ssouser.app.journey.Browser.Reply;
import io.ssouser.app.journey.RunningService;
import io.ssouser.eventstore.log.EventLog;
import io.ssouser.eventstore.log.StoredEvent;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Refresh tokens used twice, by many, by thieves; and what a flood does to others. The limits are on, at their defaults. */
class RefreshAttackTest {
    private static final String[] SETTINGS = {"sso.rate-limits=on", "sso.trusted-proxies=127.0.0.1"};
    private static RunningService service;
    private static Browser anyone;

    @BeforeAll
    static void start() {
        service = RunningService.fresh(SETTINGS);
        anyone = service.browser();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void eleven_hundred_refreshes_of_one_token_at_once_get_the_very_same_pair() {
        Signed owner = signedUp("storm", "203.0.113.1");

        List<Reply> replies = AtOnce.times(1_100, i -> owner.refresh(owner.refreshToken()));

        assertThat(replies)
                .allSatisfy(reply -> assertThat(reply.status()).as(reply.body()).isEqualTo(200));
        assertThat(replies.stream().map(Reply::body).distinct()).hasSize(1);
        assertThat(owner.get(replies.get(0).text("access_token")).status()).isEqualTo(200);
        assertThat(owner.refresh(replies.get(0).text("refresh_token")).status()).isEqualTo(200);
        assertThat(owner.facts()).doesNotContain("user.session-ended");
    }

    /** More requests than an address may send in a minute, were they guesses. */
    @Test
    void storm_after_storm_of_one_session_passes_the_limits() {
        Signed owner = signedUp("storms", "203.0.113.9");
        String token = owner.refreshToken();

        for (int storm = 0; storm < 5; storm++) {
            String current = token;
            List<Reply> replies = AtOnce.times(1_090, i -> owner.refresh(current));
            assertThat(replies)
                    .allSatisfy(
                            reply -> assertThat(reply.status()).as(reply.body()).isEqualTo(200));
            token = replies.get(0).text("refresh_token");
        }
    }

    @Test
    void two_refreshes_at_once_have_one_winner_whose_pair_both_get() {
        Signed owner = signedUp("two", "203.0.113.2");

        List<Reply> replies = AtOnce.times(2, i -> owner.refresh(owner.refreshToken()));

        assertThat(replies.get(0).body()).isEqualTo(replies.get(1).body());
        assertThat(replies.get(0).text("refresh_token")).isNotEqualTo(owner.refreshToken());
    }

    @Test
    void within_the_grace_every_ancestor_gets_its_own_successor_even_after_a_restart() {
        Signed owner = signedUp("grace", "203.0.113.3");
        Reply first = owner.refresh(owner.refreshToken());
        Reply second = owner.refresh(first.text("refresh_token"));

        restart(data -> {});

        assertThat(owner.refresh(owner.refreshToken()).body()).isEqualTo(first.body());
        assertThat(owner.refresh(first.text("refresh_token")).body()).isEqualTo(second.body());
    }

    @Test
    @Tag("files")
    void a_token_used_again_after_the_grace_ends_the_family() throws Exception {
        Signed owner = signedUp("thief", "203.0.113.4");
        Reply newest = owner.refresh(owner.refreshToken());
        assertThat(owner.get(newest.text("access_token")).status()).isEqualTo(200);
        restart(RefreshAttackTest::passHalfAMinute);

        Reply thief = owner.refresh(owner.refreshToken());

        assertRefused(thief.http(), 401, "UNAUTHORIZED", "Invalid refresh token");
        assertThat(owner.facts()).endsWith("user.session-ended");
        assertRefused(owner.get(newest.text("access_token")).http(), 401, "UNAUTHORIZED", "Session revoked or expired");
        assertThat(owner.refresh(newest.text("refresh_token")).status()).isEqualTo(401);
        assertThat(owner.refresh(owner.refreshToken()).status()).isEqualTo(401);
        assertThat(owner.facts()).containsOnlyOnce("user.session-ended");
    }

    @Test
    void guessing_refresh_tokens_is_throttled_and_tells_nothing() {
        List<Reply> replies = AtOnce.times(
                60,
                i -> anyone.send(
                        "POST",
                        "/api/auth/refresh",
                        "{\"refresh_token\":\"" + "A".repeat(40) + (100 + i) + "\"}",
                        "X-Forwarded-For",
                        "203.0.113.5"));

        assertThat(replies).filteredOn(reply -> reply.status() == 401).hasSizeBetween(20, 25);
        assertThat(replies)
                .filteredOn(reply -> reply.status() == 429)
                .allSatisfy(reply -> assertThat(reply.header("Retry-After")).isNotNull());
    }

    @Test
    void while_one_source_is_throttled_the_others_sign_in() {
        Signed owner = signedUp("busy", "203.0.113.6");
        List<Signed> others = List.of(
                signedUp("calm1", "203.0.113.7"), signedUp("calm2", "203.0.113.8"), signedUp("calm3", "203.0.113.9"));

        Signed attacker = owner.from("198.51.100.1");

        List<Reply> replies = AtOnce.times(
                120, i -> i % 20 == 0 ? others.get(i / 20 % 3).login() : attacker.loginWith("wrong password " + i));

        for (int i = 0; i < replies.size(); i++) {
            assertThat(replies.get(i).status()).isIn(i % 20 == 0 ? List.of(200) : List.of(401, 429));
        }
        assertThat(replies).filteredOn(reply -> reply.status() == 429).hasSizeGreaterThan(80);
        assertThat(owner.login().status()).isEqualTo(200);
    }

    /** A user with the first refresh token, used from one address. */
    private record Signed(Browser browser, String address, String email, String refreshToken) {
        Reply refresh(String token) {
            return anyone.send(
                    "POST", "/api/auth/refresh", "{\"refresh_token\":\"" + token + "\"}", "X-Forwarded-For", address);
        }

        Reply get(String accessToken) {
            return service.browser().bearer(accessToken).get("/api/user");
        }

        Signed from(String otherAddress) {
            return new Signed(service.browser(), otherAddress, email, refreshToken);
        }

        Reply login() {
            return loginWith(Accounts.PASSWORD);
        }

        Reply loginWith(String password) {
            return browser.send(
                    "POST",
                    "/api/auth/login",
                    "{\"email\":\"" + email + "\",\"password\":\"" + password + "\"}",
                    "X-Forwarded-For",
                    address);
        }

        List<String> facts() {
            String id = Tokens.claim(String.valueOf(browser.accessToken()), "sub");
            return service.bean(EventLog.class).readStream(id, 0, 1_000).stream()
                    .map(StoredEvent::type)
                    .toList();
        }
    }

    private static Signed signedUp(String name, String address) {
        String email = Accounts.address(name);
        Browser browser = service.browser();
        browser.send(
                "POST",
                "/api/auth/register",
                "{\"email\":\"" + email + "\",\"password\":\"" + Accounts.PASSWORD + "\"}",
                "X-Forwarded-For",
                address);
        browser.send("GET", service.mailbox().linkFor(email), null, "X-Forwarded-For", address);
        Reply tokens = new Signed(browser, address, email, "").login();
        browser.keep(tokens);
        return new Signed(browser, address, email, tokens.text("refresh_token"));
    }

    private interface Meanwhile {
        void happens(Path data) throws SQLException;
    }

    private static void restart(Meanwhile meanwhile) {
        Path data = service.data();
        service.close();
        try {
            meanwhile.happens(data);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        service = RunningService.on(data, SETTINGS);
        anyone = service.browser();
    }

    /** Moves all rotations back by as much as the grace lasts, and a second. */
    private static void passHalfAMinute(Path data) throws SQLException {
        try (Connection state = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("state.db"))) {
            state.createStatement().executeUpdate("UPDATE spent_token SET spent_at = spent_at - 31000");
            state.createStatement().executeUpdate("UPDATE session SET issued_at = issued_at - 31000");
        }
    }
}

package io.ssouser.app.attack;

import static io.ssouser.app.http.Envelope.assertEnveloped;
import static io.ssouser.app.http.Envelope.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.app.journey.Accounts;
import io.ssouser.app.journey.Browser;
import io.ssouser.app.journey.Browser.Reply;
import io.ssouser.app.journey.RunningService;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Devices of others, revoked devices, and copied, forged and foreign cookies. */
class DeviceAttackTest {
    /** Of its own: what others do at the same time would be counted. */
    private static final RunningService SERVICE = RunningService.fresh("sso.platform-owner=" + Target.OWNER);

    private static final Accounts ACCOUNTS = new Accounts(SERVICE);

    @AfterAll
    static void stop() {
        SERVICE.close();
    }

    @Test
    void a_revoked_device_opens_nothing_any_more() {
        Victim victim = Victim.named("revoked", ACCOUNTS);
        Browser thief = ACCOUNTS.signedIn(victim.email());
        String device = deviceOf(thief);
        String refreshToken = String.valueOf(thief.refreshToken());

        assertThat(victim.browser()
                        .post("/api/user/devices/" + device + "/revoke", Map.of())
                        .status())
                .isEqualTo(200);

        assertRefused(thief.get("/api/user").http(), 401, "UNAUTHORIZED", "Session revoked or expired");
        assertRefused(
                thief.post("/api/auth/refresh", Map.of("refresh_token", refreshToken))
                        .http(),
                401,
                "UNAUTHORIZED",
                "Invalid refresh token");
        assertThat(victim.facts()).containsSequence("user.device-revoked", "user.session-ended");

        // With the revoked device's cookie he is a stranger: the strangers' lock is his.
        Accounts.lockOut(victim.email(), SERVICE.browser());
        assertThat(thief.login(victim.email(), Accounts.PASSWORD).status()).isEqualTo(401);
        assertThat(victim.browser().login(victim.email(), Accounts.PASSWORD).status())
                .isEqualTo(200);
    }

    @Test
    void a_revoked_device_that_signs_in_again_is_registered_anew_and_is_not_trusted() {
        Victim victim = Victim.named("again", ACCOUNTS);
        Browser laptop = ACCOUNTS.signedIn(victim.email());
        String device = deviceOf(laptop);
        laptop.post("/api/user/devices/" + device + "/trust", Map.of());
        victim.browser().post("/api/user/devices/" + device + "/revoke", Map.of());

        laptop.keep(laptop.login(victim.email(), Accounts.PASSWORD));

        assertThat(victim.count("user.device-registered")).isEqualTo(3);
        assertThat(laptop.get("/api/user/devices/" + deviceOf(laptop))
                        .json()
                        .get("is_trusted")
                        .asBoolean())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET ", "PATCH ", "POST /revoke", "POST /trust"})
    void another_accounts_device_does_not_exist_any_more_than_a_random_one(String call) {
        Victim victim = Victim.named("neighbour", ACCOUNTS);
        Victim attacker = Victim.named("attacker", ACCOUNTS);
        long before = Target.events(SERVICE);

        List<String> ids = List.of(
                victim.device(), UUID.randomUUID().toString(), victim.device().toUpperCase(), "x", "0", "%27%20OR%201");
        for (String id : ids) {
            String method = call.substring(0, call.indexOf(' '));
            Reply reply = attacker.browser()
                    .send(
                            method,
                            "/api/user/devices/" + id + call.substring(call.indexOf(' ') + 1),
                            method.equals("GET") ? null : "{\"device_name\":\"mine now\"}");
            assertRefused(reply.http(), 404, "NOT_FOUND", "Device not found");
        }

        assertThat(Target.factsFrom(before, SERVICE)).isEmpty();
    }

    @Test
    void revoking_all_others_while_they_refresh_leaves_only_the_caller_in() {
        Victim victim = Victim.named("race", ACCOUNTS);
        List<Browser> others = AtOnce.times(5, i -> ACCOUNTS.signedIn(victim.email()));

        List<Reply> replies = AtOnce.times(
                26,
                i -> i == 0
                        ? victim.browser().post("/api/user/devices/revoke-all", Map.of())
                        : refreshAndKeep(others.get(i % 5)));

        assertThat(replies.get(0).text("message")).isEqualTo("5 devices have been revoked");
        assertThat(replies.subList(1, 26))
                .allSatisfy(reply -> assertThat(reply.status()).isIn(200, 401));
        for (Browser other : others) {
            assertThat(other.get("/api/user").status()).isEqualTo(401);
            assertThat(refreshAndKeep(other).status()).isEqualTo(401);
        }
        assertThat(victim.browser().get("/api/user").status()).isEqualTo(200);
        assertThat(refreshAndKeep(victim.browser()).status()).isEqualTo(200);
    }

    @Test
    void a_trusted_devices_cookie_never_stands_for_the_second_factor_and_means_nothing_to_another_account() {
        Victim victim = Victim.named("trusting", ACCOUNTS);
        String cookie = cookieOf(victim);
        victim.secondFactor();
        victim.browser().post("/api/user/devices/" + victim.device() + "/trust", Map.of());
        Victim attacker = Victim.named("copier", ACCOUNTS);

        Reply copied =
                attacker.browser().send("POST", "/api/auth/login", credentials(victim.email()), "Cookie", cookie);
        assertThat(copied.text("refresh_token")).isEmpty();
        assertThat(copied.json().get("expires_in").asInt()).isEqualTo(300);

        String ownCookie = cookieOf(attacker);
        Browser foreign = SERVICE.browser();
        Reply own = foreign.send(
                "POST",
                "/api/auth/login",
                credentials(attacker.email()),
                "Cookie",
                ownCookie.substring(0, ownCookie.indexOf('=') + 1) + cookie.substring(cookie.indexOf('=') + 1));
        assertThat(own.status()).isEqualTo(200);
        foreign.keep(own);
        assertThat(deviceOf(foreign)).isNotEqualTo(deviceOf(victim.browser()));
    }

    @Test
    void a_forged_cookie_is_a_strangers() {
        Victim victim = Victim.named("forged", ACCOUNTS);
        String genuine = cookieOf(victim);
        String value = genuine.substring(genuine.indexOf('=') + 1);
        String device = value.substring(0, value.indexOf('.'));

        for (String forged :
                List.of("", ".", "x", "x.y", device, device + ".", device + ".AAAA", value + "x", "\u00ff.")) {
            Browser stranger = SERVICE.browser();
            Reply reply = stranger.send(
                    "POST",
                    "/api/auth/login",
                    credentials(victim.email()),
                    "Cookie",
                    genuine.substring(0, genuine.indexOf('=') + 1) + forged);

            assertThat(reply.status()).as(reply.body()).isEqualTo(200);
            assertThat(deviceOf(stranger.keep(reply))).as(forged).isNotEqualTo(device);
        }
        assertThat(deviceOf(victim.browser())).isEqualTo(device);
    }

    @Test
    void a_name_that_nobody_could_read_is_refused() {
        Victim victim = Victim.named("names", ACCOUNTS);
        long before = Target.events(SERVICE);

        for (String name : List.of(
                "\"\"",
                "\"   \"",
                "\"a\\r\\nSet-Cookie: x=y\"",
                "\"a\\u0000\"",
                "\"a\\u0085b\"",
                "\"\\ud800\"",
                "\"" + "x".repeat(101) + "\"",
                "7",
                "null",
                "[]")) {
            Reply reply = victim.browser()
                    .send("PATCH", "/api/user/devices/" + victim.device(), "{\"device_name\":" + name + "}");
            assertThat(reply.status()).as(name).isIn(400, 422);
            assertEnveloped(reply.http(), reply.status());
        }
        assertThat(Target.factsFrom(before, SERVICE)).isEmpty();
    }

    private static Reply refreshAndKeep(Browser browser) {
        Reply reply =
                browser.post("/api/auth/refresh", Map.of("refresh_token", String.valueOf(browser.refreshToken())));
        if (reply.status() == 200) {
            browser.keep(reply);
        }
        return reply;
    }

    /** The device that the browser's session is on, as its access token says. */
    private static String deviceOf(Browser browser) {
        return Tokens.claim(String.valueOf(browser.accessToken()), "did");
    }

    private static String cookieOf(Victim victim) {
        String header = String.valueOf(
                victim.browser().login(victim.email(), Accounts.PASSWORD).header("Set-Cookie"));
        assertThat(header).contains("HttpOnly", "SameSite=Lax", "Path=/");
        return header.substring(0, header.indexOf(';'));
    }

    private static String credentials(String email) {
        return "{\"email\":\"" + email + "\",\"password\":\"" + Accounts.PASSWORD + "\"}";
    }
}

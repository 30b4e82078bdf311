package io.ssouser.app.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.app.journey.Accounts;
import io.ssouser.app.journey.Browser;
import io.ssouser.app.journey.Browser.Reply;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A client without cookies is one device in its owner's list; somebody who only looks like it gains nothing by that. */
class RecognisedDeviceAttackTest {
    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";

    private final String email = Accounts.address("alike");

    /** Without the cookies of any sign-in before. */
    private Browser signedIn() {
        return signIn(Target.SERVICE.browser());
    }

    private Browser signIn(Browser browser) {
        String body = "{\"email\":\"" + email + "\",\"password\":\"" + Accounts.PASSWORD + "\"}";
        Reply tokens = browser.send("POST", "/api/auth/login", body, "User-Agent", FIREFOX);
        assertThat(tokens.status()).as(tokens.body()).isEqualTo(200);
        return browser.keep(tokens);
    }

    private static List<JsonNode> devices(Browser browser) {
        return browser.get("/api/user/devices")
                .json()
                .get("devices")
                .valueStream()
                .toList();
    }

    @Test
    void four_sign_ins_of_one_client_without_cookies_are_one_device_with_a_name_to_know_it_by() {
        Target.ACCOUNTS.confirmed(email);
        signedIn();
        signedIn();
        signedIn();

        List<JsonNode> devices = devices(signedIn());

        assertThat(devices).hasSize(1);
        assertThat(devices.get(0).get("device_name").asString()).isEqualTo("Firefox on Linux");
        assertThat(devices.get(0).get("is_current").asBoolean()).isTrue();
        assertThat(devices.get(0).get("is_trusted").asBoolean()).isFalse();
    }

    @Test
    void a_browser_that_keeps_its_cookie_becomes_a_device_of_its_own() {
        Target.ACCOUNTS.confirmed(email);
        Browser first = signedIn();
        Browser second = signedIn();

        signIn(first);
        signIn(second);

        assertThat(devices(first)).hasSize(2);
    }

    @Test
    void a_thief_who_looks_like_a_trusted_device_is_a_device_of_his_own_and_signing_out_everywhere_else_ends_him() {
        Target.ACCOUNTS.confirmed(email);
        Browser owner = signedIn();
        Browser early = signedIn();
        String device = devices(owner).get(0).get("id").asString();
        owner.post("/api/user/devices/" + device + "/trust");

        Browser late = signedIn();

        assertThat(devices(owner)).hasSize(2);
        assertThat(devices(late))
                .filteredOn(one -> one.get("is_current").asBoolean())
                .allSatisfy(one -> assertThat(one.get("is_trusted").asBoolean()).isFalse());
        owner.post("/api/user/devices/revoke-all");
        assertThat(early.get("/api/user").status()).isEqualTo(401);
        assertThat(late.get("/api/user").status()).isEqualTo(401);
        assertThat(owner.get("/api/user").status()).isEqualTo(200);
    }
}

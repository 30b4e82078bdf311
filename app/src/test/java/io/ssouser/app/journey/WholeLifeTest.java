package io.ssouser.app.journey;

import static io.ssouser.app.journey.ProviderHandshake.link;
import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.app.background.DueErasures;
import io.ssouser.app.journey.Browser.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** One user from registration to erasure, as the person sees it, on the embedded store. */
class WholeLifeTest {
    private static final String EMAIL = "grace@example.org";
    private static final String NEW_EMAIL = "grace.hopper@example.org";
    private static final String CHANGE_LINK = "/auth/confirm-email-change";

    @Test
    void from_registration_to_erasure() {
        try (OpenIdServer google = new OpenIdServer();
                RunningService service = RunningService.fresh(withGoogle(google))) {
            Accounts accounts = new Accounts(service);
            accounts.confirmed(EMAIL);
            Browser desk = accounts.signedIn(EMAIL);
            Authenticator authenticator = accounts.secondFactor(desk);
            Browser phone =
                    withBackupCode(service, authenticator.backupCodes().get(3).toLowerCase(Locale.ROOT));
            looksAfterItsDevices(desk, phone);
            movesToAnotherAddress(service, desk);
            linksAndUnlinks(google, desk);
            isErased(service, desk);
        }
    }

    private static String[] withGoogle(OpenIdServer google) {
        List<String> settings = new ArrayList<>(List.of("sso.erasure-window=0s"));
        settings.addAll(List.of(google.settings("google")));
        return settings.toArray(String[]::new);
    }

    private static Browser withBackupCode(RunningService service, String code) {
        Browser phone = service.browser();
        Reply challenge = phone.login(EMAIL, Accounts.PASSWORD);
        assertThat(challenge.json().get("expires_in").asInt()).isEqualTo(300);
        Map<String, String> answer = Map.of("preauth_token", challenge.text("access_token"), "code", code);
        Reply tokens = phone.post("/api/auth/mfa/verify", answer);
        assertThat(tokens.status()).as(tokens.body()).isEqualTo(200);
        assertThat(phone.post("/api/auth/mfa/verify", answer).status()).isEqualTo(400);
        return phone.keep(tokens);
    }

    private static void looksAfterItsDevices(Browser desk, Browser phone) {
        List<String> ids = devices(desk);
        assertThat(ids).hasSize(2);
        String ofDesk = ids.get(1);
        String ofPhone = ids.get(0);
        assertThat(desk.patch("/api/user/devices/" + ofDesk, Map.of("device_name", "desk"))
                        .text("device_name"))
                .isEqualTo("desk");
        assertThat(desk.post("/api/user/devices/" + ofDesk + "/trust", Map.of())
                        .json()
                        .get("is_trusted")
                        .asBoolean())
                .isTrue();
        assertThat(phone.get("/api/user").status()).isEqualTo(200);

        assertThat(desk.post("/api/user/devices/" + ofPhone + "/revoke", Map.of())
                        .status())
                .isEqualTo(200);

        assertThat(phone.get("/api/user").status()).isEqualTo(401);
        assertThat(devices(desk)).containsExactly(ofDesk);
    }

    private static List<String> devices(Browser browser) {
        JsonNode list = browser.get("/api/user/devices").json().get("devices");
        return StreamSupport.stream(list.spliterator(), false)
                .map(device -> device.get("id").asString())
                .toList();
    }

    private static void movesToAnotherAddress(RunningService service, Browser desk) {
        Reply asked = desk.patch("/api/user", Map.of("email", NEW_EMAIL));
        assertThat(asked.text("pending_email")).isEqualTo(NEW_EMAIL);
        assertThat(asked.text("email")).isEqualTo(EMAIL);

        service.browser().submit(service.mailbox().linkFor(NEW_EMAIL, CHANGE_LINK));

        assertThat(desk.get("/api/user").text("email")).isEqualTo(NEW_EMAIL);
        assertThat(service.browser().login(EMAIL, Accounts.PASSWORD).status()).isEqualTo(401);
        assertThat(service.browser().login(NEW_EMAIL, Accounts.PASSWORD).status())
                .isEqualTo(200);
    }

    private static void linksAndUnlinks(OpenIdServer google, Browser desk) {
        google.expect("google", "the-subject-of-grace", NEW_EMAIL, true);
        link(desk, "google");
        assertThat(desk.get("/api/user/identities").body()).contains("password", "google");
        assertThat(desk.delete("/api/user/identities/google").status()).isEqualTo(204);
        assertThat(desk.get("/api/user/identities").body()).isEqualTo("[{\"provider\":\"password\"}]");
    }

    private static void isErased(RunningService service, Browser desk) {
        assertThat(desk.delete("/api/user").status()).isEqualTo(202);
        assertThat(desk.get("/api/user/erasure").text("erase_at")).isNotEmpty();

        service.bean(DueErasures.class).eraseDue();

        assertThat(desk.get("/api/user").status()).isEqualTo(401);
        assertThat(service.browser().login(NEW_EMAIL, Accounts.PASSWORD).status())
                .isEqualTo(401);
    }
}

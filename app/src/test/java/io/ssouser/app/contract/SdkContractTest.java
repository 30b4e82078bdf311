package io.ssouser.app.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ssouser.app.contract.SdkClient.SsoApiError;
import io.ssouser.app.journey.Accounts;
import io.ssouser.app.journey.Authenticator;
import io.ssouser.app.journey.MovableClock;
import io.ssouser.app.journey.RunningService;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Every method of {@code sso.user}, called as the published client calls it and read as it reads. */
class SdkContractTest {
    private static final MovableClock CLOCK = new MovableClock();
    private static final RunningService SERVICE = RunningService.at(
            CLOCK,
            "sso.services[0].org=acme",
            "sso.services[0].service=api",
            "sso.providers.github.client-id=id",
            "sso.providers.github.client-secret=secret");
    private static final Accounts ACCOUNTS = new Accounts(SERVICE);
    private static final String NEW_PASSWORD = "another tall ship at sea";

    @AfterAll
    static void stop() {
        SERVICE.close();
    }

    private static SdkClient signedIn(String email) {
        ACCOUNTS.confirmed(email);
        SdkClient sso = new SdkClient(SERVICE.base());
        sso.login(email, Accounts.PASSWORD);
        return sso;
    }

    private static SdkClient signedIn() {
        return signedIn(Accounts.address("sdk"));
    }

    private static SsoApiError refusal(ThrowingCallable call) {
        return catchThrowableOfType(SsoApiError.class, call);
    }

    private static List<String> members(JsonNode object) {
        return List.copyOf(object.propertyNames());
    }

    @Test
    void get_and_update_profile() {
        String email = Accounts.address("sdk");
        SdkClient sso = signedIn(email);

        JsonNode profile = sso.get("/api/user");

        assertThat(members(profile))
                .contains(
                        "id",
                        "email",
                        "is_platform_owner",
                        "email_verified",
                        "email_verified_at",
                        "created_at",
                        "org",
                        "service",
                        "permissions",
                        "plan",
                        "features");
        assertThat(profile.get("email").asString()).isEqualTo(email);
        assertThat(profile.get("org").asString()).isEmpty();
        assertThat(profile.get("email_verified").asBoolean()).isTrue();
        assertThat(sso.call("PATCH", "/api/user", Map.of())).isEqualTo(profile);
        JsonNode moved = sso.call("PATCH", "/api/user", Map.of("email", Accounts.address("moved")));
        assertThat(members(moved)).containsAll(members(profile));
        assertThat(moved.get("email").asString()).isEqualTo(email);
    }

    @Test
    void get_subscription() {
        SdkClient sso = signedIn();
        assertThat(refusal(() -> sso.get("/api/subscription"))).hasMessage("Missing org in token");
        String email = Accounts.address("sdk");
        ACCOUNTS.confirmed(email);
        sso.startSession(sso.post(
                "/api/auth/login",
                Map.of("email", email, "password", Accounts.PASSWORD, "org_slug", "acme", "service_slug", "api")));

        JsonNode subscription = sso.get("/api/subscription");

        assertThat(members(subscription))
                .containsExactly("service", "plan", "features", "status", "current_period_end");
        assertThat(subscription.get("current_period_end").asString()).isEqualTo("N/A");
    }

    @Test
    void change_and_set_password() {
        SdkClient sso = signedIn();
        SsoApiError set = refusal(() -> sso.post("/api/user/set-password", Map.of("new_password", NEW_PASSWORD)));
        assertThat(set).hasMessage("Password is already set. Use the change password endpoint instead.");

        JsonNode changed = sso.post(
                "/api/user/change-password",
                Map.of("current_password", Accounts.PASSWORD, "new_password", NEW_PASSWORD));

        assertThat(changed.toString()).isEqualTo("{\"message\":\"Password changed successfully\"}");
        assertThat(sso.get("/api/user").isObject()).isTrue();
    }

    @Test
    void identities_list_start_link_and_unlink() {
        SdkClient sso = signedIn();

        assertThat(sso.get("/api/user/identities").toString()).isEqualTo("[{\"provider\":\"password\"}]");
        assertThat(sso.post("/api/user/identities/github/link", Map.of())
                        .get("authorization_url")
                        .asString())
                .startsWith("https://github.com/login/oauth/authorize?");
        assertThat(refusal(() -> sso.call("DELETE", "/api/user/identities/github", null)))
                .hasMessage("Identity for provider 'github' not found");
        assertThat(refusal(() -> sso.call("DELETE", "/api/user/identities/password", null)))
                .hasMessage("Cannot unlink last identity. At least one identity must remain.");
    }

    @Test
    void mfa_from_setup_to_disable_in_one_sitting() {
        SdkClient sso = signedIn();
        assertThat(sso.get("/api/user/mfa/status").toString())
                .isEqualTo("{\"enabled\":false,\"has_backup_codes\":false}");
        JsonNode setup = sso.post("/api/user/mfa/setup", Map.of());
        assertThat(members(setup)).containsExactly("secret", "qr_code_svg", "qr_code_uri");

        Authenticator authenticator = new Authenticator(setup.get("secret").asString(), CLOCK);
        JsonNode enabled = sso.post("/api/user/mfa/verify", Map.of("code", authenticator.code(0)));

        assertThat(members(enabled)).containsExactly("enabled", "backup_codes");
        assertThat(enabled.get("backup_codes")).hasSize(10);
        assertThat(sso.get("/api/user/mfa/status").toString())
                .isEqualTo("{\"enabled\":true,\"has_backup_codes\":true}");
        assertThat(members(sso.post("/api/user/mfa/backup-codes/regenerate", Map.of())))
                .containsExactly("backup_codes");
        assertThat(sso.call("DELETE", "/api/user/mfa", null).toString())
                .isEqualTo("{\"success\":true,\"message\":\"MFA has been disabled\"}");
    }

    @Test
    void devices_list_get_rename_trust_revoke_and_revoke_all() {
        String email = Accounts.address("sdk");
        SdkClient sso = signedIn(email);
        ACCOUNTS.signedIn(email);
        ACCOUNTS.signedIn(email);
        JsonNode list = sso.get("/api/user/devices?page=1&limit=2&sort_by=first_seen_at&sort_order=asc");
        assertThat(members(list)).containsExactly("devices", "total", "page", "limit");
        assertThat(list.get("total").asInt()).isEqualTo(3);
        String own = list.get("devices").get(0).get("id").asString();
        String other = list.get("devices").get(1).get("id").asString();

        JsonNode device = sso.get("/api/user/devices/" + own);

        assertThat(members(device))
                .containsExactly(
                        "id",
                        "device_name",
                        "first_seen_at",
                        "last_used_at",
                        "expires_at",
                        "registration_ip",
                        "risk_score",
                        "is_trusted",
                        "is_current");
        assertThat(device.get("is_current").asBoolean()).isTrue();
        assertThat(sso.get("/api/user/devices/" + other).get("is_current").asBoolean())
                .isFalse();
        assertThat(sso.call("PATCH", "/api/user/devices/" + own, Map.of("device_name", "desk"))
                        .get("device_name")
                        .asString())
                .isEqualTo("desk");
        assertThat(sso.post("/api/user/devices/" + own + "/trust", Map.of())
                        .get("is_trusted")
                        .asBoolean())
                .isTrue();
        assertThat(sso.post("/api/user/devices/" + other + "/revoke", Map.of("reason", "lost"))
                        .toString())
                .isEqualTo("{\"message\":\"Device has been revoked\",\"success\":true}");
        assertThat(sso.post("/api/user/devices/revoke-all", Map.of()).toString())
                .isEqualTo("{\"message\":\"1 devices have been revoked\",\"success\":true}");
        assertThat(sso.get("/api/user/devices").get("total").asInt()).isEqualTo(1);
        assertThat(refusal(() -> sso.get("/api/user/devices/d 1/x"))).satisfies(error -> {
            assertThat(error.statusCode).isEqualTo(404);
            assertThat(error.errorCode).isEqualTo("NOT_FOUND");
        });
    }

    @Test
    void privacy_export_data_and_forget_user() {
        SdkClient sso = signedIn();
        String id = sso.get("/api/user").get("id").asString();

        JsonNode export = sso.get("/api/privacy/export/" + id);

        assertThat(members(export))
                .containsExactly(
                        "user_id",
                        "email",
                        "created_at",
                        "memberships",
                        "login_events_count",
                        "login_events",
                        "oauth_identities",
                        "mfa_events",
                        "passkeys");
        assertThat(export.get("login_events_count").asInt()).isEqualTo(1);
        assertThat(export.get("login_events").get(0).get("success").asBoolean()).isTrue();
        String nobody = "00000000-0000-4000-8000-000000000000";
        for (String path : List.of("/api/privacy/export/" + nobody, "/api/privacy/export/me")) {
            assertThat(refusal(() -> sso.get(path))).hasMessage("User not found");
        }
        assertThat(refusal(() -> sso.call("DELETE", "/api/privacy/forget/" + nobody, Map.of())))
                .hasMessage("User not found");
        assertThat(refusal(() ->
                        sso.call("DELETE", "/api/privacy/forget/" + id, Map.of("current_password", "not this one"))))
                .hasMessage("Current password is incorrect");
        assertThat(sso.get("/api/user/erasure").get("erase_at").isNull()).isTrue();
        JsonNode forgotten = sso.call("DELETE", "/api/privacy/forget/" + id, Map.of());
        assertThat(members(forgotten)).containsExactly("success", "message", "user_id");
        assertThat(sso.get("/api/user/erasure").get("erase_at").isNull()).isFalse();
    }

    @Test
    void linked_accounts_list_start_link_and_unlink() {
        SdkClient sso = signedIn();

        JsonNode list = sso.get("/api/user/linked-accounts");

        assertThat(members(list)).containsExactly("accounts", "available_providers");
        assertThat(list.get("accounts")).isEmpty();
        assertThat(list.get("available_providers").get(0).get("provider").asString())
                .isEqualTo("github");
        assertThat(sso.post("/api/user/linked-accounts/github/link", Map.of())
                        .get("authorization_url")
                        .asString())
                .startsWith("https://github.com/login/oauth/authorize?");
        for (String provider : List.of("github", "password")) {
            assertThat(refusal(() -> sso.call("DELETE", "/api/user/linked-accounts/" + provider, null)))
                    .hasMessage("Identity for provider '" + provider + "' not found");
        }
        assertThat(refusal(() -> sso.post("/api/user/linked-accounts/github/grants", Map.of())).statusCode)
                .isEqualTo(404);
    }

    @Test
    void an_access_token_that_has_expired_is_renewed_behind_the_caller_s_back() {
        SdkClient sso = signedIn();
        CLOCK.pass(Duration.ofHours(25));

        assertThat(sso.get("/api/user").get("id").asString()).isNotEmpty();

        assertThat(sso.sent())
                .containsExactly("POST /api/auth/login", "GET /api/user", "POST /api/auth/refresh", "GET /api/user");
    }

    @Test
    void a_wrong_current_password_is_sent_twice_and_costs_neither_session_nor_account() {
        SdkClient sso = signedIn();
        Map<String, String> wrong = Map.of("current_password", "not this one", "new_password", NEW_PASSWORD);
        for (int mistakes = 0; mistakes < 4; mistakes++) {
            SsoApiError error = refusal(() -> sso.post("/api/user/change-password", wrong));
            assertThat(error).hasMessage("Current password is incorrect");
            assertThat(error.statusCode).isEqualTo(401);
        }
        assertThat(sso.sent().stream().filter("POST /api/user/change-password"::equals))
                .hasSize(8);

        sso.post(
                "/api/user/change-password",
                Map.of("current_password", Accounts.PASSWORD, "new_password", NEW_PASSWORD));

        assertThat(sso.isAuthenticated()).isTrue();
    }

    @Test
    void whoever_is_revoked_is_signed_out_of_the_client_too() {
        String email = Accounts.address("sdk");
        SdkClient lost = signedIn(email);
        SdkClient owner = new SdkClient(SERVICE.base());
        owner.login(email, Accounts.PASSWORD);
        owner.post("/api/user/devices/revoke-all", Map.of());

        SsoApiError error = refusal(() -> lost.get("/api/user"));

        assertThat(error).hasMessage("Session revoked or expired");
        assertThat(error.errorCode).isEqualTo("UNAUTHORIZED");
        assertThat(lost.isAuthenticated()).isFalse();
    }

    @Test
    void the_challenge_of_a_second_factor_is_told_by_its_300_seconds_and_saves_no_session() {
        String email = Accounts.address("sdk");
        SdkClient sso = signedIn(email);
        JsonNode setup = sso.post("/api/user/mfa/setup", Map.of());
        Authenticator authenticator = new Authenticator(setup.get("secret").asString(), CLOCK);
        JsonNode sheet = sso.post("/api/user/mfa/verify", Map.of("code", authenticator.code(0)));
        SdkClient again = new SdkClient(SERVICE.base());

        JsonNode challenge = again.post("/api/auth/login", Map.of("email", email, "password", Accounts.PASSWORD));

        assertThat(challenge.get("expires_in").asInt()).isEqualTo(300);
        assertThat(challenge.get("refresh_token").asString()).isEmpty();
        JsonNode tokens = again.startSession(again.post(
                "/api/auth/mfa/verify",
                Map.of(
                        "preauth_token",
                        challenge.get("access_token").asString(),
                        "code",
                        sheet.get("backup_codes").get(0).asString())));
        assertThat(members(tokens)).containsExactly("access_token", "refresh_token", "expires_in");
        assertThat(again.get("/api/user").get("email").asString()).isEqualTo(email);
        assertThat(StreamSupport.stream(sheet.get("backup_codes").spliterator(), false)
                        .map(JsonNode::asString))
                .allMatch(code -> code.matches("[A-Z0-9]{4}-[A-Z0-9]{4}"));
    }
}

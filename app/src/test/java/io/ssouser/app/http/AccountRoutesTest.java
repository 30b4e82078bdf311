package io.ssouser.app.http;

import static io.ssouser.app.http.Envelope.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.domain.Outcome;
import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.device.DeviceName;
import io.ssouser.domain.mfa.TotpSecret;
import io.ssouser.domain.user.UserCommand.ChangePassword;
import io.ssouser.domain.user.UserCommand.RecordAuditTrailRead;
import io.ssouser.domain.user.UserCommand.RenameDevice;
import io.ssouser.domain.user.UserCommand.RevokeDevice;
import io.ssouser.domain.user.UserCommand.RevokeOtherDevices;
import io.ssouser.projections.audittrail.FindAuditEvents;
import io.ssouser.projections.devicelist.FindDevices;
import io.ssouser.projections.devicelist.FindDevices.Sort;
import java.net.http.HttpResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The routes of {@code api/account}, as the wire contract has them to the letter. */
class AccountRoutesTest extends EdgeTest {
    private static final String DEVICE = "{\"id\":\"d0d0d0d0-1111-4222-8333-444455556666\","
            + "\"device_name\":\"Password Login Device\",\"first_seen_at\":\"2026-09-02T10:00:00+00:00\","
            + "\"last_used_at\":\"2026-09-02T10:00:01+00:00\",\"expires_at\":\"2026-12-01T10:00:00+00:00\","
            + "\"registration_ip\":\"203.0.113.9\",\"risk_score\":15,\"is_trusted\":true,\"is_current\":true}";
    private static final String DEVICE_PATH = "/api/user/devices/" + FakeAccount.DEVICE.value();

    @Test
    void the_profile_has_all_its_members_in_order() {
        assertThat(good("GET", "/api/user", null).body())
                .isEqualTo("{\"id\":\"4f0c1111-2222-4333-8444-555566667777\",\"email\":\"ada@example.org\","
                        + "\"is_platform_owner\":false,\"email_verified\":true,"
                        + "\"email_verified_at\":\"2026-09-02T10:00:01.120+00:00\",\"pending_email\":null,"
                        + "\"created_at\":\"2026-09-02T10:00:00+00:00\",\"org\":\"\",\"service\":\"\","
                        + "\"permissions\":[],\"plan\":null,\"features\":null}");
    }

    @Test
    void an_owner_of_the_platform_reads_so_in_the_profile() {
        assertThat(client.get("/api/user", "Authorization", "Bearer owner").body())
                .contains("\"is_platform_owner\":true", "\"permissions\":[\"audit:read\"");
    }

    @Test
    void a_changed_password_keeps_the_present_session() {
        account.answers(command -> Outcome.done(SESSION));

        HttpResponse<String> answer = good(
                "POST",
                "/api/user/change-password",
                "{\"current_password\":\" old \",\"new_password\":\"new password\"}");

        assertThat(answer.body()).isEqualTo("{\"message\":\"Password changed successfully\"}");
        ChangePassword sent = (ChangePassword) account.commands.get(0);
        assertThat(sent.currentSession()).isEqualTo(SESSION);
        assertThat(sent.currentPassword().reveal()).isEqualTo(" old ");
    }

    @Test
    void a_new_password_that_is_too_short_is_called_so() {
        account.answers(command -> {
            throw new Refused(Refusal.PASSWORD_TOO_SHORT);
        });

        assertRefused(
                good("POST", "/api/user/change-password", "{\"current_password\":\"old\",\"new_password\":\"new\"}"),
                400,
                "BAD_REQUEST",
                "New password must be at least 8 characters long");
    }

    @Test
    void mfa_setup_shows_the_secret_in_three_forms() {
        account.answers(command -> new TotpSecret("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"));

        assertThat(good("POST", "/api/user/mfa/setup", "{}").body())
                .startsWith("{\"secret\":\"JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP\",\"qr_code_svg\":\"<svg ")
                .endsWith("\"qr_code_uri\":\"otpauth://totp/SSO%20Platform:ada%40example.org?secret="
                        + "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=SSO%20Platform\"}");
    }

    @Test
    void mfa_is_read_enabled_renewed_and_disabled() {
        assertThat(good("GET", "/api/user/mfa/status", null).body())
                .isEqualTo("{\"enabled\":true,\"has_backup_codes\":false}");
        account.answers(command -> Outcome.done(List.of("AB12-CD34")));
        assertThat(good("POST", "/api/user/mfa/verify", "{\"code\":\"123456\"}").body())
                .isEqualTo("{\"enabled\":true,\"backup_codes\":[\"AB12-CD34\"]}");
        account.answers(command -> List.of("EF56-GH78"));
        assertThat(good("POST", "/api/user/mfa/backup-codes/regenerate", "{}").body())
                .isEqualTo("{\"backup_codes\":[\"EF56-GH78\"]}");
        assertThat(good("DELETE", "/api/user/mfa", null).body())
                .isEqualTo("{\"success\":true,\"message\":\"MFA has been disabled\"}");
    }

    @Test
    void devices_are_listed_and_got() {
        assertThat(good("GET", "/api/user/devices", null).body())
                .isEqualTo("{\"devices\":[" + DEVICE + "],\"total\":1,\"page\":1,\"limit\":20}");
        assertThat(good("GET", DEVICE_PATH, null).body()).isEqualTo(DEVICE);
        assertThat(good("GET", DEVICE_PATH.toUpperCase().replace("/API/USER/DEVICES", "/api/user/devices"), null)
                        .body())
                .isEqualTo(DEVICE);
    }

    @ParameterizedTest
    @CsvSource({
        "'',1,20,LAST_USED,true",
        "?page=0&limit=0,1,1,LAST_USED,true",
        "?page=3&limit=500,3,100,LAST_USED,true",
        "?page=2147483647,1000000,20,LAST_USED,true",
        "?sort_by=first_seen_at,1,20,FIRST_SEEN,false",
        "?sort_by=created_at&sort_order=desc,1,20,FIRST_SEEN,true",
        "?sort_by=last_used_at&sort_order=asc,1,20,LAST_USED,false",
        "?sort_by=last_seen_at&sort_order=desc,1,20,LAST_USED,true",
        "?sort_by=device_name,1,20,NAME,false",
        "?sort_by=name&sort_order=sideways,1,20,NAME,false",
        "?sort_by=password&sort_order=asc,1,20,LAST_USED,true"
    })
    void the_device_list_is_paged_and_sorted_by_the_names_of_client_and_server(
            String query, int page, int limit, Sort sort, boolean descending) {
        assertThat(good("GET", "/api/user/devices" + query, null).statusCode()).isEqualTo(200);

        assertThat(account.queries).containsExactly(new FindDevices(FakeAccount.USER, page, limit, sort, descending));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"reason\":\"lost\"}", "{\"reason\":null}", ""})
    void a_device_is_revoked_with_or_without_a_reason(String body) {
        assertThat(good("POST", DEVICE_PATH + "/revoke", body).body())
                .isEqualTo("{\"message\":\"Device has been revoked\",\"success\":true}");
        assertThat(account.commands).containsExactly(new RevokeDevice(FakeAccount.USER, FakeAccount.DEVICE));
    }

    @Test
    void revoking_all_keeps_the_device_of_the_session() {
        account.answers(command -> 3);

        assertThat(good("POST", "/api/user/devices/revoke-all", "{}").body())
                .isEqualTo("{\"message\":\"3 devices have been revoked\",\"success\":true}");
        assertThat(account.commands).containsExactly(new RevokeOtherDevices(FakeAccount.USER, SESSION));
    }

    @Test
    void a_device_is_renamed_and_trusted_and_read_again() {
        assertThat(good("PATCH", DEVICE_PATH, "{\"device_name\":\"Büro\"}").body())
                .isEqualTo(DEVICE.replace("Password Login Device", "Büro"));
        assertThat(account.commands)
                .containsExactly(new RenameDevice(FakeAccount.USER, FakeAccount.DEVICE, new DeviceName("Büro")));
        assertThat(good("POST", DEVICE_PATH + "/trust", "{}").body()).isEqualTo(DEVICE);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/api/user/devices/{id},",
        "PATCH,/api/user/devices/{id},{\"device_name\":\"x\"}",
        "POST,/api/user/devices/{id}/trust,{}",
        "POST,/api/user/devices/{id}/revoke,{}"
    })
    void a_device_that_is_none_and_one_of_another_account_look_the_same(
            String method, String path, @Nullable String body) {
        account.answers(command -> {
            throw new Refused(Refusal.DEVICE_NOT_FOUND);
        });

        for (String id : List.of("d1", "1-1-1-1-1", "00000000-0000-4000-8000-000000000000")) {
            assertRefused(good(method, path.replace("{id}", id), body), 404, "NOT_FOUND", "Device not found");
        }
    }

    @Test
    void a_user_reads_the_own_trail_whatever_id_the_query_names() {
        HttpResponse<String> answer = good("GET", "/api/user/audit?user_id=00000000-0000-4000-8000-000000000000", null);

        assertThat(answer.body())
                .matches("\\{\"events\":\\[\\{\"position\":\"[\\w-]{32,}\",\"id\":\"e1\","
                        + "\"user_id\":\"4f0c1111-2222-4333-8444-555566667777\",\"type\":\"user.device-trusted\","
                        + "\"time\":\"2026-09-02T10:00:00\\+00:00\".*\"next\":\"[\\w-]{32,}\"}");
        assertThat(account.queries).containsExactly(new FindAuditEvents(FakeAccount.USER, null, null, null, null, 50));
    }

    @Test
    void the_whole_trail_is_for_who_may_read_it() {
        assertRefused(good("GET", "/api/audit/events", null), 403, "FORBIDDEN", "Permission audit:read is required");
        assertThat(client.get("/api/audit/events?limit=500", "Authorization", "Bearer owner")
                        .statusCode())
                .isEqualTo(200);
        assertThat(account.queries).containsExactly(new FindAuditEvents(null, null, null, null, null, 500));
        assertThat(account.commands).containsExactly(new RecordAuditTrailRead(OWNER, null, null, null, null));
    }

    @ParameterizedTest
    @CsvSource({
        "limit=-1,limit",
        "limit=0,limit",
        "limit=501,limit",
        "limit=1000000000,limit",
        "limit=,limit",
        "user_id=%27OR%271,user_id",
        "type=%24ne,type",
        "from=yesterday,from",
        "from=2026-01-01,from",
        "to=%2B999999999-01-01T00:00:00Z,to",
        "from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z,from",
        "after=garbage,after",
        "after=,after"
    })
    void a_search_of_the_trail_with_a_bad_parameter_is_refused(String query, String parameter) {
        assertRefused(
                client.get("/api/audit/events?" + query, "Authorization", "Bearer owner"),
                400,
                "BAD_REQUEST",
                "Invalid value for '" + parameter + "'");
    }

    private HttpResponse<String> good(String method, String path, @Nullable String body) {
        return client.send(method, path, body, "Authorization", "Bearer good");
    }
}

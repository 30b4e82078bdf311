package io.ssouser.app.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.ssouser.app.contract.SdkClient.SsoApiError;
import io.ssouser.app.journey.Accounts;
import io.ssouser.app.journey.AnyStore;
import io.ssouser.app.journey.Authenticator;
import io.ssouser.app.journey.FakeGitHub;
import io.ssouser.app.journey.MovableClock;
import io.ssouser.app.journey.RunningService;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code SSO_STEP_UP_AFTER}: the published client has no method to step up, so what it offers has to work for a whole day. */
@AnyStore
class StepUpSettingContractTest {
    private final MovableClock clock = new MovableClock();
    private final FakeGitHub github = new FakeGitHub();
    private RunningService service;

    @AfterEach
    void stop() {
        service.close();
        github.close();
    }

    private SdkClient signedIn(String... settings) {
        service = RunningService.at(clock, settings);
        String email = Accounts.address("day");
        new Accounts(service).confirmed(email);
        SdkClient sso = new SdkClient(service.base());
        sso.login(email, Accounts.PASSWORD);
        return sso;
    }

    @Test
    void the_client_s_methods_work_to_the_end_of_a_working_day() {
        SdkClient sso = signedIn(github.settings());
        clock.pass(Duration.ofHours(12).minusMinutes(1));

        sso.post("/api/user/identities/github/link", Map.of());
        sso.call("PATCH", "/api/user", Map.of("email", Accounts.address("moved")));
        Authenticator authenticator = new Authenticator(
                sso.post("/api/user/mfa/setup", Map.of()).get("secret").asString(), clock);
        sso.post("/api/user/mfa/verify", Map.of("code", authenticator.code(0)));
        assertThat(error(() -> sso.call("DELETE", "/api/user/identities/github", null)))
                .hasMessage("Identity for provider 'github' not found");
        assertThat(error(() -> sso.post("/api/user/set-password", Map.of("new_password", "a third tall ship"))))
                .hasMessageStartingWith("Password is already set");
    }

    @Test
    void after_it_they_ask_for_another_sign_in() {
        SdkClient sso = signedIn();
        clock.pass(Duration.ofHours(12));

        SsoApiError refused = error(() -> sso.post("/api/user/mfa/setup", Map.of()));

        assertThat(refused).hasMessage("Please sign in again to do this.");
        assertThat(refused.statusCode).isEqualTo(403);
        assertThat(refused.errorCode).isEqualTo("STEP_UP_REQUIRED");
    }

    @Test
    void switched_off_a_session_may_do_all_that_its_owner_may() {
        SdkClient sso = signedIn("sso.step-up-after=off");
        clock.pass(Duration.ofHours(23));

        assertThat(sso.post("/api/user/mfa/setup", Map.of()).has("secret")).isTrue();
    }

    private static SsoApiError error(ThrowingCallable call) {
        return (SsoApiError) catchThrowable(call);
    }
}

package io.ssouser.application.session;

import static io.ssouser.application.RunningService.EMAIL;
import static io.ssouser.application.RunningService.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import io.ssouser.application.session.token.AccessRefused;
import io.ssouser.application.session.token.Audience;
import io.ssouser.application.session.token.AuthenticatedSession;
import io.ssouser.application.session.token.TokenPair;
import io.ssouser.domain.Refusal;
import io.ssouser.domain.device.DeviceId;
import io.ssouser.domain.mfa.FakeTotp;
import io.ssouser.domain.mfa.SecondFactorCode;
import io.ssouser.domain.mfa.TotpSecret;
import io.ssouser.domain.password.Password;
import io.ssouser.domain.session.EndReason;
import io.ssouser.domain.session.SessionId;
import io.ssouser.domain.session.SignInStep;
import io.ssouser.domain.user.UserCommand.BeginMfaSetup;
import io.ssouser.domain.user.UserCommand.EnableMfa;
import io.ssouser.domain.user.UserEvent.DeviceRegistered;
import io.ssouser.domain.user.UserEvent.SessionEnded;
import io.ssouser.domain.user.UserEvent.SignInFailed;
import io.ssouser.domain.user.UserEvent.SignedIn;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignInTest extends SessionSpecification {

    @Test
    void the_right_password_opens_a_session_on_a_new_device() {
        SignInAnswer.Granted granted = service.signedIn("ADA@example.org");

        AuthenticatedSession access =
                service.accessCheck.authenticate(granted.tokens().accessToken());
        assertThat(access.userId()).isEqualTo(ada).isEqualTo(granted.userId());
        assertThat(access.deviceId()).isEqualTo(granted.deviceId());
        assertThat(access.email().value()).isEqualTo(EMAIL);
        assertThat(ownsPlatform(granted.tokens())).isEqualTo(true);
        assertThat(granted.tokens().refreshToken()).matches("[A-Za-z0-9_-]{43}");
        assertThat(service.log.events(SignedIn.class)).hasSize(1);
        assertThat(service.log.events(DeviceRegistered.class)).singleElement().satisfies(device -> {
            assertThat(device.deviceId()).isEqualTo(granted.deviceId());
            assertThat(device.deviceName().value()).isEqualTo("Password Login Device");
        });
    }

    @Test
    void a_device_that_proves_itself_is_not_registered_again() {
        DeviceId device = service.signedIn(EMAIL).deviceId();
        SignInAnswer second =
                service.signIn.withPassword(EMAIL, PASSWORD, Audience.PLATFORM, user -> Optional.of(device));

        assertThat(second)
                .isInstanceOfSatisfying(
                        SignInAnswer.Granted.class,
                        granted -> assertThat(granted.deviceId()).isEqualTo(device));
        assertThat(service.log.events(DeviceRegistered.class)).hasSize(1);
    }

    @Test
    void an_account_that_does_not_own_the_platform_gets_no_such_claim() {
        service.registered("bob@example.org");
        TokenPair tokens = service.signedIn("bob@example.org").tokens();

        assertThat(ownsPlatform(tokens)).isEqualTo(false);
    }

    private static Object ownsPlatform(TokenPair tokens) {
        try {
            return SignedJWT.parse(tokens.accessToken()).getJWTClaimsSet().getClaim("is_platform_owner");
        } catch (ParseException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_wrong_password_is_refused_and_remembered() {
        assertRefused(() -> signIn(EMAIL, "wrong horse"), Refusal.WRONG_CREDENTIALS);

        assertThat(service.log.events(SignInFailed.class)).hasSize(1);
        assertThat(service.log.events(SignedIn.class)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"stranger@example.org", "no address", "", "ada@exam\r\nple.org"})
    void an_unknown_address_is_refused_like_a_wrong_password_and_costs_as_much(String email) {
        int commits = service.log.commits().size();
        int hashed = service.hasher.evaluations();

        assertRefused(() -> signIn(email, "correct horse"), Refusal.WRONG_CREDENTIALS);

        assertThat(service.hasher.evaluations()).isEqualTo(hashed + 1);
        assertThat(service.log.commits()).hasSize(commits);
    }

    @Test
    void an_unconfirmed_address_does_not_sign_in() {
        service.register("eve@example.org", PASSWORD);

        assertRefused(() -> signIn("eve@example.org", "correct horse"), Refusal.EMAIL_NOT_CONFIRMED);
    }

    @Test
    void with_a_second_factor_on_the_password_leads_to_the_question_for_it() {
        enableMfa();
        int sessions = service.log.events(SignedIn.class).size();
        SignInAnswer.Awaiting awaiting = awaiting();

        assertThat(awaiting.expiresIn()).isEqualTo(300);
        assertThat(service.log.events(SignedIn.class)).hasSize(sessions);
        assertNoAccess(
                () -> service.accessCheck.authenticate(awaiting.preauthToken()), AccessRefused.Reason.WRONG_PROFILE);
    }

    @Test
    void the_right_second_factor_opens_the_session_once() {
        List<String> backupCodes = enableMfa();
        String preauth = awaiting().preauthToken();
        SecondFactorCode code = SecondFactorCode.of(backupCodes.get(0));

        TokenPair tokens = service.signIn.withSecondFactor(preauth, code).tokens();

        assertThat(service.accessCheck.authenticate(tokens.accessToken()).userId())
                .isEqualTo(ada);
        assertRefused(
                () -> service.signIn.withSecondFactor(preauth, SecondFactorCode.of(backupCodes.get(1))),
                Refusal.SIGN_IN_NOT_PENDING);
    }

    @Test
    void a_wrong_second_factor_leaves_the_question_open() {
        List<String> backupCodes = enableMfa();
        String preauth = awaiting().preauthToken();

        assertRefused(
                () -> service.signIn.withSecondFactor(preauth, SecondFactorCode.of("000000")),
                Refusal.WRONG_SECOND_FACTOR);
        assertThat(service.signIn
                        .withSecondFactor(preauth, SecondFactorCode.of(backupCodes.get(0)))
                        .userId())
                .isEqualTo(ada);
    }

    @Test
    void the_question_is_open_for_five_minutes() {
        List<String> backupCodes = enableMfa();
        String preauth = awaiting().preauthToken();
        service.clock.pass(Duration.ofMinutes(5));

        assertNoAccess(
                () -> service.signIn.withSecondFactor(preauth, SecondFactorCode.of(backupCodes.get(0))),
                AccessRefused.Reason.INVALID_TOKEN);
    }

    @Test
    void an_access_token_does_not_stand_for_a_right_password() {
        String accessToken = service.signedIn(EMAIL).tokens().accessToken();

        assertNoAccess(
                () -> service.signIn.withSecondFactor(accessToken, SecondFactorCode.of("000000")),
                AccessRefused.Reason.INVALID_TOKEN);
    }

    @Test
    void a_session_that_ended_before_its_row_was_written_leaves_no_row() {
        SessionId session = new SessionId("overtaken");
        new WhenSessionEndedThenForgetIt(service.gate, service.sessions)
                .on(new SessionEnded(ada, session, EndReason.PASSWORD_CHANGED));
        SessionOpening opening =
                new SessionOpening(service.sessions, service.gate, () -> {}, service.tokens(), service.clock);

        assertNoAccess(
                () -> opening.open(ada, new SignInStep.SessionGranted(session, new DeviceId("d-1")), Audience.PLATFORM),
                AccessRefused.Reason.SESSION_ENDED);
        assertThat(service.sessions.find(session, service.clock.instant())).isEmpty();
    }

    private SignInAnswer signIn(String email, String password) {
        return service.signIn.withPassword(email, new Password(password), Audience.PLATFORM, user -> Optional.empty());
    }

    private SignInAnswer.Awaiting awaiting() {
        return (SignInAnswer.Awaiting) signIn(EMAIL, "correct horse");
    }

    private List<String> enableMfa() {
        SessionId session = service.session(EMAIL);
        TotpSecret secret = service.commands.send(new BeginMfaSetup(ada, session));
        SecondFactorCode code = service.totp.code(secret, FakeTotp.stepAt(service.clock.instant()));
        return service.commands.send(new EnableMfa(ada, code, session));
    }
}

package io.ssouser.application.session;

import static io.ssouser.application.RunningService.LINK;
import static io.ssouser.application.RunningService.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ssouser.application.RunningService;
import io.ssouser.application.session.token.AccessRefused;
import io.ssouser.application.session.token.Audience;
import io.ssouser.application.session.token.TokenPair;
import io.ssouser.domain.Refused;
import io.ssouser.domain.UserId;
import io.ssouser.domain.mfa.FakeTotp;
import io.ssouser.domain.mfa.TotpSecret;
import io.ssouser.domain.session.SessionId;
import io.ssouser.domain.user.UserCommand.BeginMfaSetup;
import io.ssouser.domain.user.UserCommand.EnableMfa;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignInStoryTest {
    @TempDir
    Path folder;

    @Test
    void grace_registers_confirms_signs_in_with_two_factors_and_loses_her_session_to_a_thief() {
        try (RunningService service = new RunningService(folder)) {
            service.register("grace@example.org", PASSWORD);
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> !service.mailer.sent().isEmpty());
            String text = service.mailer.sent().get(0).text();
            UserId grace = service.confirmation.confirm(text.substring(text.indexOf(LINK))
                    .lines()
                    .findFirst()
                    .orElseThrow()
                    .substring(LINK.length()));

            SessionId session = service.session("grace@example.org");
            TotpSecret secret = service.commands.send(new BeginMfaSetup(grace, session));
            service.commands.send(
                    new EnableMfa(grace, service.totp.code(secret, FakeTotp.stepAt(service.clock.instant())), session));
            service.clock.pass(Duration.ofMinutes(1));
            SignInAnswer.Awaiting question = (SignInAnswer.Awaiting) service.signIn.withPassword(
                    "grace@example.org", PASSWORD, Audience.PLATFORM, user -> Optional.empty());
            TokenPair first = service.signIn
                    .withSecondFactor(
                            question.preauthToken(),
                            service.totp.code(secret, FakeTotp.stepAt(service.clock.instant())))
                    .tokens();

            service.clock.pass(Duration.ofHours(2));
            TokenPair second = service.refreshTokens.refresh(first.refreshToken());
            assertThat(service.accessCheck.authenticate(second.accessToken()).userId())
                    .isEqualTo(grace);

            service.clock.pass(Duration.ofMinutes(1));
            assertThatThrownBy(() -> service.refreshTokens.refresh(first.refreshToken()))
                    .isInstanceOf(Refused.class);
            assertThatThrownBy(() -> service.refreshTokens.refresh(second.refreshToken()))
                    .isInstanceOf(Refused.class);
            assertThatThrownBy(() -> service.accessCheck.authenticate(second.accessToken()))
                    .isInstanceOf(AccessRefused.class);
        }
    }
}

package io.ssouser.application.session;

import static io.ssouser.application.RunningService.EMAIL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ssouser.application.session.token.AccessRefused;
import io.ssouser.application.session.token.AuthenticatedSession;
import io.ssouser.domain.session.EndReason;
import io.ssouser.domain.user.UserCommand.EndSession;
import io.ssouser.domain.user.UserCommand.RevokeDevice;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AccessCheckTest extends SessionSpecification {

    @Test
    void an_ended_session_opens_nothing_from_the_command_s_answer_on() {
        AuthenticatedSession access = check(service.signedIn(EMAIL));
        SignInAnswer.Granted other = service.signedIn(EMAIL);
        String ended = service.signedIn(EMAIL).tokens().accessToken();
        AuthenticatedSession endedAccess = service.accessCheck.authenticate(ended);

        service.commands.send(new EndSession(ada, endedAccess.sessionId(), EndReason.SIGNED_OUT));

        assertNoAccess(() -> service.accessCheck.authenticate(ended), AccessRefused.Reason.SESSION_ENDED);
        assertThat(check(other).userId()).isEqualTo(access.userId());
    }

    @Test
    void the_sessions_of_a_revoked_device_end_with_it() {
        SignInAnswer.Granted granted = service.signedIn(EMAIL);
        service.commands.send(new RevokeDevice(ada, granted.deviceId()));

        assertNoAccess(() -> check(granted), AccessRefused.Reason.SESSION_ENDED);
    }

    @Test
    void the_row_of_an_ended_session_is_forgotten_soon() {
        AuthenticatedSession access = check(service.signedIn(EMAIL));
        service.commands.send(new EndSession(ada, access.sessionId(), EndReason.SIGNED_OUT));

        await().atMost(Duration.ofSeconds(10))
                .until(() -> service.sessions
                        .find(access.sessionId(), service.clock.instant())
                        .isEmpty());
    }

    @Test
    void a_node_that_has_not_seen_the_end_itself_learns_it_from_the_row() {
        SignInAnswer.Granted granted = service.signedIn(EMAIL);
        AuthenticatedSession access = check(granted);
        AccessCheck anotherNode = new AccessCheck(
                service.accessTokens,
                new SessionGate(Duration.ofHours(24), service.clock, delay -> {}),
                service.sessions,
                new SeenSessions(service.sessions, Duration.ofHours(24), service.clock),
                service.clock);
        assertThat(anotherNode.authenticate(granted.tokens().accessToken())).isEqualTo(access);

        service.sessions.end(access.sessionId());

        assertNoAccess(
                () -> anotherNode.authenticate(granted.tokens().accessToken()), AccessRefused.Reason.SESSION_ENDED);
    }

    private AuthenticatedSession check(SignInAnswer.Granted granted) {
        return service.accessCheck.authenticate(granted.tokens().accessToken());
    }
}

package io.ssouser.application.session;

import static io.ssouser.application.RunningService.EMAIL;
import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.application.session.token.AccessRefused;
import io.ssouser.application.session.token.AuthenticatedSession;
import io.ssouser.application.session.token.TokenPair;
import io.ssouser.domain.Refusal;
import io.ssouser.domain.session.EndReason;
import io.ssouser.domain.user.UserCommand.EndSession;
import io.ssouser.domain.user.UserEvent.DeviceUsed;
import io.ssouser.domain.user.UserEvent.SessionEnded;
import io.ssouser.eventstore.AtOnce;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefreshTokensTest extends SessionSpecification {

    @Test
    void a_refresh_token_is_exchanged_for_a_new_pair_of_the_same_session() {
        TokenPair first = service.signedIn(EMAIL).tokens();
        service.clock.pass(Duration.ofMinutes(5));
        TokenPair second = refresh(first);

        assertThat(second.refreshToken()).matches("[A-Za-z0-9_-]{43}").isNotEqualTo(first.refreshToken());
        assertThat(second.accessToken()).isNotEqualTo(first.accessToken());
        assertThat(second.expiresIn()).isEqualTo(86_400);
        AuthenticatedSession before = service.accessCheck.authenticate(first.accessToken());
        AuthenticatedSession after = service.accessCheck.authenticate(second.accessToken());
        assertThat(after.sessionId()).isEqualTo(before.sessionId());
        assertThat(after.issuedAt()).isEqualTo(before.issuedAt().plusSeconds(300));
        assertThat(refresh(second).refreshToken()).isNotEqualTo(second.refreshToken());
    }

    @Test
    void a_replay_within_the_grace_window_gets_the_very_same_pair() {
        TokenPair first = service.signedIn(EMAIL).tokens();
        TokenPair second = refresh(first);
        service.clock.pass(RecentRotations.GRACE.minusMillis(1));

        assertThat(refresh(first)).isEqualTo(second);
        assertThat(anotherNode().refresh(first.refreshToken())).isEqualTo(second);
        assertThat(service.log.events(SessionEnded.class)).isEmpty();
    }

    @Test
    void a_replay_gets_the_same_pair_also_when_that_was_used_itself() {
        TokenPair first = service.signedIn(EMAIL).tokens();
        TokenPair second = refresh(first);
        TokenPair third = refresh(second);

        assertThat(anotherNode().refresh(first.refreshToken())).isEqualTo(second);
        assertThat(anotherNode().refresh(second.refreshToken())).isEqualTo(third);
    }

    @Test
    void eleven_hundred_replays_at_once_are_one_rotation_and_one_answer() throws Exception {
        TokenPair first = service.signedIn(EMAIL).tokens();
        List<TokenPair> pairs = AtOnce.call(1_100, () -> refresh(first));

        assertThat(pairs).hasSize(1_100).containsOnly(pairs.get(0));
        AuthenticatedSession access =
                service.accessCheck.authenticate(pairs.get(0).accessToken());
        assertThat(service.sessions
                        .find(access.sessionId(), service.clock.instant())
                        .orElseThrow()
                        .generation())
                .isEqualTo(1);
    }

    @Test
    void two_nodes_that_refresh_at_once_give_one_pair() throws Exception {
        TokenPair first = service.signedIn(EMAIL).tokens();
        List<TokenPair> pairs = AtOnce.call(20, () -> anotherNode().refresh(first.refreshToken()));

        assertThat(pairs).containsOnly(refresh(first));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_token_reused_after_the_grace_window_ends_the_session(boolean onTheSameNode) {
        TokenPair first = service.signedIn(EMAIL).tokens();
        TokenPair second = refresh(first);
        AuthenticatedSession access = service.accessCheck.authenticate(second.accessToken());
        service.clock.pass(RecentRotations.GRACE);
        RefreshTokens node = onTheSameNode ? service.refreshTokens : anotherNode();

        assertRefused(() -> node.refresh(first.refreshToken()), Refusal.INVALID_REFRESH_TOKEN);

        assertThat(service.log.events(SessionEnded.class))
                .containsExactly(new SessionEnded(ada, access.sessionId(), EndReason.REFRESH_TOKEN_REUSED));
        assertRefused(() -> refresh(second), Refusal.INVALID_REFRESH_TOKEN);
        assertRefused(() -> refresh(first), Refusal.INVALID_REFRESH_TOKEN);
        assertNoAccess(
                () -> service.accessCheck.authenticate(second.accessToken()), AccessRefused.Reason.SESSION_ENDED);
        assertThat(service.log.events(SessionEnded.class)).hasSize(1);
    }

    @Test
    void an_ended_session_is_not_refreshed_not_even_by_a_replay_from_memory() {
        TokenPair first = service.signedIn(EMAIL).tokens();
        TokenPair second = refresh(first);
        AuthenticatedSession access = service.accessCheck.authenticate(second.accessToken());
        service.commands.send(new EndSession(ada, access.sessionId(), EndReason.SIGNED_OUT));

        assertRefused(() -> refresh(first), Refusal.INVALID_REFRESH_TOKEN);
        assertRefused(() -> refresh(second), Refusal.INVALID_REFRESH_TOKEN);
    }

    @Test
    void a_token_that_lay_unused_for_thirty_days_has_expired() {
        TokenPair first = service.signedIn(EMAIL).tokens();
        service.clock.pass(Session.LIFE.minusDays(1));
        TokenPair second = refresh(first);
        service.clock.pass(Session.LIFE);

        assertRefused(() -> refresh(second), Refusal.REFRESH_TOKEN_EXPIRED);
        assertNoAccess(
                () -> service.accessCheck.authenticate(second.accessToken()), AccessRefused.Reason.INVALID_TOKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "' OR '1'='1", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void a_token_that_was_never_issued_is_invalid(String token) {
        assertRefused(() -> service.refreshTokens.refresh(token), Refusal.INVALID_REFRESH_TOKEN);
    }

    @Test
    void the_use_of_the_device_is_noted_once_an_hour() {
        SignInAnswer.Granted granted = service.signedIn(EMAIL);
        TokenPair pair = refresh(granted.tokens());
        assertThat(service.log.events(DeviceUsed.class)).isEmpty();

        service.clock.pass(Duration.ofMinutes(61));
        TokenPair later = refresh(pair);
        refresh(pair);
        refresh(later);

        assertThat(service.log.events(DeviceUsed.class)).containsExactly(new DeviceUsed(ada, granted.deviceId()));
    }

    private TokenPair refresh(TokenPair pair) {
        return service.refreshTokens.refresh(pair.refreshToken());
    }

    /** A node that shares the state and the secrets, and no memory. */
    private RefreshTokens anotherNode() {
        return new RefreshTokens(service.sessions, service.gate, service.tokens(), service.commands, service.clock);
    }
}

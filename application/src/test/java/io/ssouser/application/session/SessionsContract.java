package io.ssouser.application.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.application.AtOnce;
import io.ssouser.application.state.TokenHash;
import io.ssouser.domain.device.DeviceId;
import io.ssouser.domain.session.SessionId;
import io.ssouser.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What every keeper of sessions owes. */
public abstract class SessionsContract {
    private static final Instant NOW = Instant.parse("2026-11-24T09:30:00.250Z");
    private static final Instant FORGOTTEN = NOW.plus(Session.LIFE).plus(Sessions.REMEMBERED);
    private static final TokenHash FIRST = TokenHash.of("first");
    private static final TokenHash SECOND = TokenHash.of("second");

    /** A keeper without a session. */
    protected abstract Sessions sessions();

    /** The same keeper, after a restart. */
    protected abstract Sessions reopened();

    @Test
    void a_session_is_found_by_its_id_and_by_its_token_as_it_was_opened() {
        Sessions sessions = sessions();
        Session session = opened(sessions, "s-1", FIRST);
        opened(sessions, "s-2", SECOND);

        assertThat(sessions.find(session.id())).contains(session);
        assertThat(sessions.presented(FIRST)).contains(new Presented.Current(session));
        assertThat(sessions.find(new SessionId("s-3"))).isEmpty();
        assertThat(sessions.presented(TokenHash.of("none"))).isEmpty();
    }

    @Test
    void a_rotated_token_is_remembered_as_spent_and_its_successor_is_current() {
        Sessions sessions = sessions();
        Session rotated = opened(sessions, "s-1", FIRST).rotated(SECOND, NOW.plusSeconds(60));

        assertThat(sessions.rotate(FIRST, rotated)).isTrue();

        assertThat(sessions.find(rotated.id())).contains(rotated);
        assertThat(sessions.presented(SECOND)).contains(new Presented.Current(rotated));
        assertThat(sessions.presented(FIRST)).contains(new Presented.Spent(rotated, 1, NOW.plusSeconds(60)));
    }

    @Test
    void every_ancestor_is_remembered() {
        Sessions sessions = sessions();
        Session once = opened(sessions, "s-1", FIRST).rotated(SECOND, NOW.plusSeconds(60));
        Session twice = once.rotated(TokenHash.of("third"), NOW.plusSeconds(120));
        sessions.rotate(FIRST, once);
        sessions.rotate(SECOND, twice);

        assertThat(sessions.presented(FIRST)).contains(new Presented.Spent(twice, 1, NOW.plusSeconds(60)));
        assertThat(sessions.presented(SECOND)).contains(new Presented.Spent(twice, 2, NOW.plusSeconds(120)));
    }

    @Test
    void a_spent_or_unknown_token_rotates_nothing() {
        Sessions sessions = sessions();
        Session session = opened(sessions, "s-1", FIRST);
        Session rotated = session.rotated(SECOND, NOW);
        sessions.rotate(FIRST, rotated);

        assertThat(sessions.rotate(FIRST, session.rotated(TokenHash.of("other"), NOW)))
                .isFalse();
        assertThat(sessions.rotate(TokenHash.of("none"), rotated)).isFalse();
        assertThat(sessions.find(session.id())).contains(rotated);
    }

    @Test
    void of_fifty_rotations_of_one_token_at_once_one_wins() throws Exception {
        Sessions sessions = sessions();
        Session session = opened(sessions, "s-1", FIRST);
        AtomicInteger callers = new AtomicInteger();

        List<Boolean> won = AtOnce.call(
                50,
                () -> sessions.rotate(FIRST, session.rotated(TokenHash.of("next-" + callers.incrementAndGet()), NOW)));

        assertThat(won).filteredOn(Boolean::booleanValue).hasSize(1);
        assertThat(sessions.find(session.id()).orElseThrow().generation()).isEqualTo(1);
    }

    @Test
    void an_ended_session_is_forgotten_with_its_tokens_and_ends_again_in_peace() {
        Sessions sessions = sessions();
        Session rotated = opened(sessions, "s-1", FIRST).rotated(SECOND, NOW);
        Session other = opened(sessions, "s-2", TokenHash.of("other"));
        sessions.rotate(FIRST, rotated);

        sessions.end(rotated.id());
        sessions.end(rotated.id());

        assertThat(sessions.find(rotated.id())).isEmpty();
        assertThat(sessions.presented(FIRST)).isEmpty();
        assertThat(sessions.presented(SECOND)).isEmpty();
        assertThat(sessions.rotate(SECOND, rotated.rotated(TokenHash.of("third"), NOW)))
                .isFalse();
        assertThat(sessions.find(other.id())).contains(other);
    }

    @Test
    void sessions_and_spent_tokens_outlive_a_restart() {
        Sessions sessions = sessions();
        Session rotated = opened(sessions, "s-1", FIRST).rotated(SECOND, NOW);
        sessions.rotate(FIRST, rotated);

        Sessions reopened = reopened();
        assertThat(reopened.presented(FIRST)).contains(new Presented.Spent(rotated, 1, NOW));
        assertThat(reopened.presented(SECOND)).contains(new Presented.Current(rotated));
    }

    @Test
    void what_is_long_expired_is_forgotten_when_another_is_opened() {
        Sessions sessions = sessions();
        Session old = opened(sessions, "old", FIRST);

        opened(sessions, "s-1", TokenHash.of("a"), FORGOTTEN.minusMillis(1));
        assertThat(sessions.find(old.id())).contains(old);
        Session young = opened(sessions, "s-2", TokenHash.of("b"), FORGOTTEN);
        assertThat(sessions.find(old.id())).isEmpty();
        assertThat(sessions.presented(FIRST)).isEmpty();
        assertThat(sessions.find(young.id())).contains(young);
    }

    @Test
    void what_is_long_expired_is_forgotten_when_another_is_rotated() {
        Sessions sessions = sessions();
        Session old = opened(sessions, "old", TokenHash.of("old"));
        Session alive = opened(sessions, "alive", FIRST).rotated(SECOND, NOW.plus(Duration.ofDays(20)));
        sessions.rotate(FIRST, alive);

        Session later = alive.rotated(TokenHash.of("third"), FORGOTTEN);
        assertThat(sessions.rotate(SECOND, later)).isTrue();

        assertThat(sessions.find(old.id())).isEmpty();
        assertThat(sessions.presented(FIRST)).isEmpty();
        assertThat(sessions.presented(SECOND)).contains(new Presented.Spent(later, 2, FORGOTTEN));
    }

    @Test
    void forgetting_is_done_in_bounded_portions() {
        Sessions sessions = sessions();
        List<Session> old = new ArrayList<>();
        for (int i = 0; i < Sessions.FORGOTTEN_AT_ONCE + 20; i++) {
            old.add(opened(sessions, "old-" + i, TokenHash.of("old-" + i)));
        }

        opened(sessions, "s-1", FIRST, FORGOTTEN);
        assertThat(old)
                .filteredOn(session -> sessions.find(session.id()).isPresent())
                .hasSize(20);
        opened(sessions, "s-2", SECOND, FORGOTTEN);
        assertThat(old).noneMatch(session -> sessions.find(session.id()).isPresent());
    }

    private static Session opened(Sessions sessions, String id, TokenHash token) {
        return opened(sessions, id, token, NOW);
    }

    private static Session opened(Sessions sessions, String id, TokenHash token, Instant now) {
        Session session = Session.opened(
                new SessionId(id), new UserId("ada"), new DeviceId("d-1"), new Audience("acme", "api"), token, now);
        sessions.open(session);
        return session;
    }
}

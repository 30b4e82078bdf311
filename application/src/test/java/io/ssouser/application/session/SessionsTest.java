package io.ssouser.application.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.ssouser.application.session.token.Audience;
import io.ssouser.application.state.TokenHash;
import io.ssouser.domain.UserId;
import io.ssouser.domain.device.DeviceId;
import io.ssouser.domain.session.SessionId;
import io.ssouser.eventstore.AtOnce;
import io.ssouser.eventstore.state.FakeStateStore;
import io.ssouser.eventstore.state.OnEveryStateStore;
import io.ssouser.eventstore.state.StateDocument;
import io.ssouser.eventstore.state.Where;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SessionsTest extends OnEveryStateStore {
    /** So far ahead that no store clears away in the middle of a test. */
    private static final Instant NOW = Instant.parse("2126-11-24T09:30:00.250Z");

    private static final Instant FORGOTTEN = NOW.plus(Session.LIFE).plus(Sessions.REMEMBERED);
    private static final TokenHash FIRST = TokenHash.of("first");
    private static final TokenHash SECOND = TokenHash.of("second");

    private Sessions sessions() {
        return new Sessions(state());
    }

    @Test
    void a_session_is_found_by_its_id_and_by_its_token_as_it_was_opened() {
        Sessions sessions = sessions();
        Session session = opened(sessions, "s-1", FIRST);
        opened(sessions, "s-2", SECOND);

        assertThat(sessions.find(session.id(), NOW)).contains(session);
        assertThat(sessions.presented(FIRST, NOW)).contains(new Presented.Current(session));
        assertThat(sessions.find(new SessionId("s-3"), NOW)).isEmpty();
        assertThat(sessions.presented(TokenHash.of("none"), NOW)).isEmpty();
    }

    @Test
    void a_rotated_token_is_remembered_as_spent_and_its_successor_is_current() {
        Sessions sessions = sessions();
        Session rotated = opened(sessions, "s-1", FIRST).rotated(SECOND, NOW.plusSeconds(60));

        assertThat(sessions.rotate(FIRST, rotated)).isTrue();

        assertThat(sessions.find(rotated.id(), NOW)).contains(rotated);
        assertThat(sessions.presented(SECOND, NOW)).contains(new Presented.Current(rotated));
        assertThat(sessions.presented(FIRST, NOW)).contains(new Presented.Spent(rotated, 1, NOW.plusSeconds(60)));
    }

    @Test
    void every_ancestor_is_remembered() {
        Sessions sessions = sessions();
        Session once = opened(sessions, "s-1", FIRST).rotated(SECOND, NOW.plusSeconds(60));
        Session twice = once.rotated(TokenHash.of("third"), NOW.plusSeconds(120));
        sessions.rotate(FIRST, once);
        sessions.rotate(SECOND, twice);

        assertThat(sessions.presented(FIRST, NOW)).contains(new Presented.Spent(twice, 1, NOW.plusSeconds(60)));
        assertThat(sessions.presented(SECOND, NOW)).contains(new Presented.Spent(twice, 2, NOW.plusSeconds(120)));
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
        assertThat(sessions.find(session.id(), NOW)).contains(rotated);
    }

    @Test
    void of_fifty_rotations_of_one_token_at_once_one_wins() throws Exception {
        Sessions sessions = sessions();
        Session session = opened(sessions, "s-1", FIRST);
        Sessions otherNode = new Sessions(onAnotherNode());
        AtomicInteger callers = new AtomicInteger();

        List<Boolean> won = AtOnce.call(50, () -> {
            int caller = callers.incrementAndGet();
            return (caller % 2 == 0 ? sessions : otherNode)
                    .rotate(FIRST, session.rotated(TokenHash.of("next-" + caller), NOW));
        });

        assertThat(won).filteredOn(Boolean::booleanValue).hasSize(1);
        assertThat(sessions.find(session.id(), NOW).orElseThrow().generation()).isEqualTo(1);
    }

    @Test
    void an_ended_session_is_forgotten_with_its_tokens_and_ends_again_in_peace() {
        Sessions sessions = sessions();
        Session rotated = opened(sessions, "s-1", FIRST).rotated(SECOND, NOW);
        Session other = opened(sessions, "s-2", TokenHash.of("other"));
        sessions.rotate(FIRST, rotated);

        sessions.end(rotated.id());
        sessions.end(rotated.id());

        assertThat(sessions.find(rotated.id(), NOW)).isEmpty();
        assertThat(sessions.presented(FIRST, NOW)).isEmpty();
        assertThat(sessions.presented(SECOND, NOW)).isEmpty();
        assertThat(sessions.rotate(SECOND, rotated.rotated(TokenHash.of("third"), NOW)))
                .isFalse();
        assertThat(sessions.find(other.id(), NOW)).contains(other);
    }

    @Test
    void sessions_and_spent_tokens_outlive_a_restart() throws Exception {
        Sessions sessions = sessions();
        Session rotated = opened(sessions, "s-1", FIRST).rotated(SECOND, NOW);
        sessions.rotate(FIRST, rotated);

        Sessions reopened = new Sessions(reopened());
        assertThat(reopened.presented(FIRST, NOW)).contains(new Presented.Spent(rotated, 1, NOW));
        assertThat(reopened.presented(SECOND, NOW)).contains(new Presented.Current(rotated));
    }

    @Test
    void a_session_is_remembered_for_a_week_after_it_expired() {
        Sessions sessions = sessions();
        Session session = opened(sessions, "s-1", FIRST);

        assertThat(sessions.find(session.id(), FORGOTTEN.minusMillis(1))).contains(session);
        assertThat(sessions.presented(FIRST, FORGOTTEN.minusMillis(1))).contains(new Presented.Current(session));
        assertThat(sessions.find(session.id(), FORGOTTEN)).isEmpty();
        assertThat(sessions.presented(FIRST, FORGOTTEN)).isEmpty();
    }

    @Test
    void a_spent_token_is_remembered_for_a_week_after_it_would_have_expired() {
        Sessions sessions = sessions();
        Instant later = NOW.plus(Duration.ofDays(20));
        Session rotated = opened(sessions, "s-1", FIRST).rotated(SECOND, later);
        sessions.rotate(FIRST, rotated);

        assertThat(sessions.presented(FIRST, FORGOTTEN.minusMillis(1)))
                .contains(new Presented.Spent(rotated, 1, later));
        assertThat(sessions.presented(FIRST, FORGOTTEN)).isEmpty();
        assertThat(sessions.presented(SECOND, FORGOTTEN)).contains(new Presented.Current(rotated));
    }

    @Test
    void a_session_that_is_ended_while_it_is_rotated_stays_ended() throws Exception {
        Sessions sessions = sessions();
        Sessions otherNode = new Sessions(onAnotherNode());
        for (int round = 0; round < 20; round++) {
            TokenHash token = TokenHash.of("first-" + round);
            TokenHash next = TokenHash.of("next-" + round);
            Session session = opened(sessions, "s-" + round, token);
            AtomicInteger callers = new AtomicInteger();
            AtOnce.call(4, () -> {
                if (callers.incrementAndGet() == 2) {
                    otherNode.end(session.id());
                } else {
                    sessions.rotate(token, session.rotated(next, NOW));
                }
                return session;
            });

            assertThat(sessions.find(session.id(), NOW)).isEmpty();
            assertThat(sessions.presented(token, NOW)).isEmpty();
            assertThat(sessions.presented(next, NOW)).isEmpty();
        }
    }

    @Test
    void an_id_that_is_in_use_is_not_opened_again() {
        Sessions sessions = sessions();
        Session session = opened(sessions, "s-1", FIRST);

        assertThatIllegalStateException().isThrownBy(() -> sessions.open(session.rotated(SECOND, NOW)));
        assertThat(sessions.find(session.id(), NOW)).contains(session);
    }

    @Test
    void nothing_is_left_of_an_ended_session() {
        Sessions sessions = sessions();
        Session rotated = opened(sessions, "s-1", FIRST).rotated(SECOND, NOW);
        sessions.rotate(FIRST, rotated);

        sessions.end(rotated.id());

        assertThat(state().collection(Sessions.SESSION).count(Where.ANY)).isZero();
        assertThat(state().collection(Sessions.SPENT_TOKEN).count(Where.ANY)).isZero();
    }

    @Test
    void a_token_whose_rotation_a_crash_cut_short_is_still_the_current_one() {
        Sessions sessions = sessions();
        Session session = opened(sessions, "s-1", FIRST);
        rememberSpent(session);

        assertThat(sessions.presented(FIRST, NOW)).contains(new Presented.Current(session));

        Session once = session.rotated(SECOND, NOW.plusSeconds(60));
        Session twice = once.rotated(TokenHash.of("third"), NOW.plusSeconds(80));
        assertThat(sessions.rotate(FIRST, once)).isTrue();
        assertThat(sessions.rotate(SECOND, twice)).isTrue();
        assertThat(sessions.presented(FIRST, NOW)).contains(new Presented.Spent(twice, 1, NOW.plusSeconds(60)));
    }

    @Test
    void what_a_rotation_leaves_that_came_after_the_end_belongs_to_nobody() {
        Sessions sessions = sessions();
        Session session = opened(sessions, "s-1", FIRST);
        sessions.end(session.id());
        rememberSpent(session);

        assertThat(sessions.presented(FIRST, NOW)).isEmpty();
    }

    /** As a rotation does, before it changes the session. */
    private void rememberSpent(Session session) {
        state().collection(Sessions.SPENT_TOKEN)
                .insert(new StateDocument(FIRST.hex())
                        .with("session_id", session.id().value())
                        .with("generation", 1L)
                        .with("expires_at", session.expiresAt())
                        .with("spent_at", NOW));
    }

    @Test
    void what_is_long_expired_is_cleared_away_when_another_is_opened() {
        Sessions sessions = new Sessions(new FakeStateStore());
        Session old = opened(sessions, "old", FIRST);

        opened(sessions, "s-1", TokenHash.of("a"), FORGOTTEN.minusMillis(1));
        assertThat(sessions.find(old.id(), NOW)).contains(old);
        Session young = opened(sessions, "s-2", TokenHash.of("b"), FORGOTTEN);
        assertThat(sessions.find(old.id(), NOW)).isEmpty();
        assertThat(sessions.presented(FIRST, NOW)).isEmpty();
        assertThat(sessions.find(young.id(), NOW)).contains(young);
    }

    @Test
    void what_is_long_expired_is_cleared_away_when_another_is_rotated() {
        Sessions sessions = new Sessions(new FakeStateStore());
        Session old = opened(sessions, "old", TokenHash.of("old"));
        Session alive = opened(sessions, "alive", FIRST).rotated(SECOND, NOW.plus(Duration.ofDays(20)));
        sessions.rotate(FIRST, alive);

        Session later = alive.rotated(TokenHash.of("third"), FORGOTTEN);
        assertThat(sessions.rotate(SECOND, later)).isTrue();

        assertThat(sessions.find(old.id(), NOW)).isEmpty();
        assertThat(sessions.presented(FIRST, NOW)).isEmpty();
        assertThat(sessions.presented(SECOND, NOW)).contains(new Presented.Spent(later, 2, FORGOTTEN));
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

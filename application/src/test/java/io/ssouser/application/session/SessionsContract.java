package io.ssouser.application.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.application.state.TokenHash;
import io.ssouser.domain.device.DeviceId;
import io.ssouser.domain.session.SessionId;
import io.ssouser.domain.user.UserId;
import io.ssouser.eventstore.AtOnce;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What every keeper of sessions owes. */
public abstract class SessionsContract {
    /** So far ahead that no store clears away in the middle of a test. */
    protected static final Instant NOW = Instant.parse("2126-11-24T09:30:00.250Z");

    protected static final Instant FORGOTTEN = NOW.plus(Session.LIFE).plus(Sessions.REMEMBERED);
    protected static final TokenHash FIRST = TokenHash.of("first");
    protected static final TokenHash SECOND = TokenHash.of("second");

    /** A keeper without a session. */
    protected abstract Sessions sessions();

    /** The same keeper, after a restart. */
    protected abstract Sessions reopened();

    /** The same keeper, as another node has it; the very same where one process owns the store. */
    protected Sessions onAnotherNode(Sessions sessions) {
        return sessions;
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
        Sessions otherNode = onAnotherNode(sessions);
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
    void sessions_and_spent_tokens_outlive_a_restart() {
        Sessions sessions = sessions();
        Session rotated = opened(sessions, "s-1", FIRST).rotated(SECOND, NOW);
        sessions.rotate(FIRST, rotated);

        Sessions reopened = reopened();
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
        Sessions otherNode = onAnotherNode(sessions);
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

    protected static Session rotated(Session session, TokenHash next, Instant now) {
        return session.rotated(next, now);
    }

    protected static Session opened(Sessions sessions, String id, TokenHash token) {
        return opened(sessions, id, token, NOW);
    }

    protected static Session opened(Sessions sessions, String id, TokenHash token, Instant now) {
        Session session = Session.opened(
                new SessionId(id), new UserId("ada"), new DeviceId("d-1"), new Audience("acme", "api"), token, now);
        sessions.open(session);
        return session;
    }
}

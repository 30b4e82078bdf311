package io.ssouser.application.session.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.ssouser.application.session.Presented;
import io.ssouser.application.session.Session;
import io.ssouser.application.session.Sessions;
import io.ssouser.application.session.SessionsContract;
import io.ssouser.application.state.MongoNodes;
import io.ssouser.application.state.TokenHash;
import io.ssouser.eventstore.mongodb.MongoStore;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MongoSessionsTest extends SessionsContract {
    @RegisterExtension
    final MongoNodes nodes = new MongoNodes();

    @Override
    protected Sessions sessions() {
        return new MongoSessions(nodes.another());
    }

    @Override
    protected Sessions reopened() {
        return sessions();
    }

    @Override
    protected Sessions onAnotherNode(Sessions sessions) {
        return sessions();
    }

    @Test
    void an_id_that_is_in_use_is_not_opened_again() {
        Sessions sessions = sessions();
        Session session = opened(sessions, "s-1", FIRST);

        assertThatIllegalStateException().isThrownBy(() -> sessions.open(rotated(session, SECOND, NOW)));
        assertThat(sessions.find(session.id(), NOW)).contains(session);
    }

    @Test
    void nothing_is_left_of_an_ended_session() {
        MongoStore node = nodes.another();
        Sessions sessions = new MongoSessions(node);
        Session rotated = rotated(opened(sessions, "s-1", FIRST), SECOND, NOW);
        sessions.rotate(FIRST, rotated);

        sessions.end(rotated.id());

        assertThat(node.collection("session").countDocuments()).isZero();
        assertThat(node.collection("spent-token").countDocuments()).isZero();
    }

    @Test
    void a_token_whose_rotation_a_crash_cut_short_is_still_the_current_one() {
        MongoStore node = nodes.another();
        Sessions sessions = new MongoSessions(node);
        Session session = opened(sessions, "s-1", FIRST);
        remembered(node, session);

        assertThat(sessions.presented(FIRST, NOW)).contains(new Presented.Current(session));

        Session once = rotated(session, SECOND, NOW.plusSeconds(60));
        Session twice = rotated(once, TokenHash.of("third"), NOW.plusSeconds(80));
        assertThat(sessions.rotate(FIRST, once)).isTrue();
        assertThat(sessions.rotate(SECOND, twice)).isTrue();
        assertThat(sessions.presented(FIRST, NOW)).contains(new Presented.Spent(twice, 1, NOW.plusSeconds(60)));
    }

    @Test
    void what_a_rotation_leaves_that_came_after_the_end_belongs_to_nobody() {
        MongoStore node = nodes.another();
        Sessions sessions = new MongoSessions(node);
        Session session = opened(sessions, "s-1", FIRST);
        sessions.end(session.id());
        remembered(node, session);

        assertThat(sessions.presented(FIRST, NOW)).isEmpty();
    }

    /** As a rotation does, before it changes the session. */
    private static void remembered(MongoStore node, Session session) {
        node.collection("spent-token")
                .insertOne(new BsonDocument("_id", new BsonString(FIRST.hex()))
                        .append("session_id", new BsonString("s-1"))
                        .append("generation", new BsonInt64(1))
                        .append(
                                "expires_at",
                                new BsonDateTime(session.expiresAt().toEpochMilli()))
                        .append("spent_at", new BsonDateTime(NOW.toEpochMilli())));
    }
}

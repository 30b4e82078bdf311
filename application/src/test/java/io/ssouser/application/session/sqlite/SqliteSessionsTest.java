package io.ssouser.application.session.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.application.session.Presented;
import io.ssouser.application.session.Session;
import io.ssouser.application.session.Sessions;
import io.ssouser.application.session.SessionsContract;
import io.ssouser.application.state.TokenHash;
import io.ssouser.eventstore.sqlite.SqliteDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteSessionsTest extends SessionsContract {
    @TempDir
    Path folder;

    private SqliteDatabase state;

    @BeforeEach
    void open() {
        state = SqliteDatabase.open(folder.resolve("state.db"), SqliteDatabase.Durability.EVERY_COMMIT);
    }

    @AfterEach
    void close() {
        state.close();
    }

    @Override
    protected Sessions sessions() {
        return new SqliteSessions(state, state);
    }

    @Override
    protected Sessions reopened() {
        state.close();
        open();
        return sessions();
    }

    @Test
    void what_is_long_expired_is_deleted_when_another_is_opened() {
        Sessions sessions = sessions();
        Session old = opened(sessions, "old", FIRST);

        opened(sessions, "s-1", TokenHash.of("a"), FORGOTTEN.minusMillis(1));
        assertThat(sessions.find(old.id(), NOW)).contains(old);
        Session young = opened(sessions, "s-2", TokenHash.of("b"), FORGOTTEN);
        assertThat(sessions.find(old.id(), NOW)).isEmpty();
        assertThat(sessions.presented(FIRST, NOW)).isEmpty();
        assertThat(sessions.find(young.id(), NOW)).contains(young);
    }

    @Test
    void what_is_long_expired_is_deleted_when_another_is_rotated() {
        Sessions sessions = sessions();
        Session old = opened(sessions, "old", TokenHash.of("old"));
        Session alive = rotated(opened(sessions, "alive", FIRST), SECOND, NOW.plus(Duration.ofDays(20)));
        sessions.rotate(FIRST, alive);

        Session later = rotated(alive, TokenHash.of("third"), FORGOTTEN);
        assertThat(sessions.rotate(SECOND, later)).isTrue();

        assertThat(sessions.find(old.id(), NOW)).isEmpty();
        assertThat(sessions.presented(FIRST, NOW)).isEmpty();
        assertThat(sessions.presented(SECOND, NOW)).contains(new Presented.Spent(later, 2, FORGOTTEN));
    }

    @Test
    void deleting_is_done_in_bounded_portions() {
        Sessions sessions = sessions();
        List<Session> old = new ArrayList<>();
        for (int i = 0; i < SqliteSessions.FORGOTTEN_AT_ONCE + 20; i++) {
            old.add(opened(sessions, "old-" + i, TokenHash.of("old-" + i)));
        }

        opened(sessions, "s-1", FIRST, FORGOTTEN);
        assertThat(old)
                .filteredOn(session -> sessions.find(session.id(), NOW).isPresent())
                .hasSize(20);
        opened(sessions, "s-2", SECOND, FORGOTTEN);
        assertThat(old).noneMatch(session -> sessions.find(session.id(), NOW).isPresent());
    }
}

package io.ssouser.application.identity.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.application.identity.AuthorizationRequests;
import io.ssouser.application.identity.AuthorizationRequestsContract;
import io.ssouser.application.state.TokenHash;
import io.ssouser.eventstore.sqlite.SqliteDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteAuthorizationRequestsTest extends AuthorizationRequestsContract {
    @TempDir
    Path folder;

    private SqliteDatabase state;
    private AuthorizationRequests authorizations;

    @BeforeEach
    void open() {
        state = SqliteDatabase.open(folder.resolve("state.db"), SqliteDatabase.Durability.EVERY_COMMIT);
        authorizations = new SqliteAuthorizationRequests(state, state);
    }

    @AfterEach
    void close() {
        state.close();
    }

    @Override
    protected AuthorizationRequests authorizations() {
        return authorizations;
    }

    @Test
    void what_took_too_long_is_deleted_when_another_trip_begins() {
        authorizations.keep(STATE, LINKING, NOW, LATER);
        authorizations.keep(TokenHash.of("other"), LINKING, LATER, LATER.plusSeconds(1));

        assertThat(authorizations.find(STATE, NOW)).isEmpty();
    }
}

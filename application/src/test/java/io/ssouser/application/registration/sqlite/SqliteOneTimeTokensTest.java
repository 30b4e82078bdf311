package io.ssouser.application.registration.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.application.registration.OneTimeTokens;
import io.ssouser.application.registration.OneTimeTokens.Purpose;
import io.ssouser.application.registration.OneTimeTokens.Use;
import io.ssouser.application.registration.OneTimeTokensContract;
import io.ssouser.application.state.TokenHash;
import io.ssouser.eventstore.sqlite.SqliteDatabase;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteOneTimeTokensTest extends OneTimeTokensContract {
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
    protected OneTimeTokens tokens() {
        return new SqliteOneTimeTokens(state, state);
    }

    @Override
    protected OneTimeTokens reopened() {
        state.close();
        open();
        return tokens();
    }

    @Test
    void what_is_long_expired_is_deleted_when_others_are_kept() {
        OneTimeTokens tokens = tokens();
        keep(tokens, "a", ADA);
        Instant later = EXPIRY.plus(OneTimeTokens.REMEMBERED);

        tokens.keep(Purpose.CONFIRM_EMAIL, TokenHash.of("b"), ADA, later.minusMillis(1), later.plusSeconds(60));
        assertThat(use(tokens, "a", EXPIRY)).isEqualTo(new Use.Expired());
        tokens.keep(Purpose.CONFIRM_EMAIL, TokenHash.of("c"), ADA, later, later.plusSeconds(60));
        assertThat(use(tokens, "a", EXPIRY)).isEqualTo(new Use.Unknown());
        assertThat(use(tokens, "b", later)).isEqualTo(new Use.Accepted(ADA, later.plusSeconds(60)));
    }
}

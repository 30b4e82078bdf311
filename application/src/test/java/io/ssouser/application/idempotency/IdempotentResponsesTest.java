package io.ssouser.application.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.ssouser.application.FakeClock;
import io.ssouser.application.state.TokenHash;
import io.ssouser.application.vault.keys.DataKeys;
import io.ssouser.application.vault.keys.TestKeys;
import io.ssouser.domain.UserId;
import io.ssouser.domain.session.SessionId;
import io.ssouser.eventstore.state.FakeStateStore;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IdempotentResponsesTest {
    private static final UserId ADA = new UserId("ada");
    private static final UserId BOB = new UserId("bob");
    private static final SessionId SESSION = new SessionId("session");
    private static final TokenHash ID = IdempotentResponses.idOf(ADA, SESSION, "key");
    private static final IdempotentResponse ANSWER = new IdempotentResponse(
            "hash",
            Set.of("fresh-session"),
            200,
            Map.of("Content-Type", List.of("application/json")),
            "AB12-CD34".getBytes(StandardCharsets.US_ASCII));

    private final FakeClock clock = new FakeClock();
    private final DataKeys keys = TestKeys.dataKeys();
    private EncryptedResponses store;
    private IdempotentResponses answers;

    @BeforeEach
    void open() {
        store = new EncryptedResponses(new FakeStateStore());
        answers = new IdempotentResponses(store, keys, clock);
    }

    private void keep(TokenHash id) {
        answers.keep(answers.reserve(id).orElseThrow(), ADA, ANSWER);
    }

    @Test
    void an_answer_comes_back_as_it_was() {
        keep(ID);

        assertThat(answers.find(ID, ADA)).hasValueSatisfying(found -> {
            assertThat(found.request()).isEqualTo("hash");
            assertThat(found.grounds()).isEqualTo(ANSWER.grounds());
            assertThat(found.status()).isEqualTo(200);
            assertThat(found.headers()).isEqualTo(ANSWER.headers());
            assertThat(found.body()).isEqualTo(ANSWER.body());
        });
    }

    @Test
    void one_key_of_two_users_is_two_keys() {
        assertThat(IdempotentResponses.idOf(BOB, SESSION, "key")).isNotEqualTo(ID);
    }

    @Test
    void one_key_of_two_sessions_is_two_keys() {
        assertThat(IdempotentResponses.idOf(ADA, new SessionId("other"), "key")).isNotEqualTo(ID);
    }

    @Test
    void the_store_cannot_read_it() {
        keep(ID);

        String box = new String(store.find(ID, clock.instant()).orElseThrow(), StandardCharsets.ISO_8859_1);
        assertThat(box).doesNotContain("AB12", "hash", "application/json");
    }

    @Test
    void an_erased_users_answers_are_gone_and_none_is_kept_any_more() {
        keep(ID);
        keys.destroy(ADA.value());

        assertThat(answers.find(ID, ADA)).isEmpty();

        TokenHash later = IdempotentResponses.idOf(ADA, SESSION, "later");
        keep(later);
        assertThat(store.find(later, clock.instant())).isEmpty();
        assertThat(answers.reserve(later)).as("not reserved any more").isPresent();
    }

    @Test
    void an_answer_that_was_moved_to_another_key_is_not_taken_for_none() {
        keep(ID);
        TokenHash other = IdempotentResponses.idOf(ADA, SESSION, "other");
        store.keep(
                store.reserve(other, clock.instant()).orElseThrow(),
                ADA,
                store.find(ID, clock.instant()).orElseThrow(),
                clock.instant());

        assertThatIllegalStateException().isThrownBy(() -> answers.find(other, ADA));
    }

    @Test
    void a_user_has_a_thousand_at_most() {
        for (int i = 0; i < 999; i++) {
            store.keep(
                    store.reserve(TokenHash.of("ada " + i), clock.instant()).orElseThrow(),
                    ADA,
                    new byte[] {1},
                    clock.instant());
        }
        assertThat(answers.areTooMany(ADA)).isFalse();

        keep(ID);

        assertThat(answers.areTooMany(ADA)).isTrue();
        assertThat(answers.areTooMany(BOB)).isFalse();
    }
}

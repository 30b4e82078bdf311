package io.ssouser.application.registration;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.application.registration.OneTimeTokens.TokenPurpose;
import io.ssouser.application.registration.OneTimeTokens.Use;
import io.ssouser.application.state.TokenHash;
import io.ssouser.domain.UserId;
import io.ssouser.eventstore.AtOnce;
import io.ssouser.eventstore.state.FakeStateStore;
import io.ssouser.eventstore.state.OnEveryStateStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OneTimeTokensTest extends OnEveryStateStore {
    /** So far ahead that no store clears away in the middle of a test. */
    private static final Instant NOW = Instant.parse("2126-11-24T09:30:00Z");

    private static final Instant EXPIRY = NOW.plus(Duration.ofHours(1));
    private static final UserId ADA = new UserId("ada");

    private OneTimeTokens tokens() {
        return new OneTimeTokens(state());
    }

    @Test
    void a_token_is_accepted_for_the_account_it_was_issued_for() {
        OneTimeTokens tokens = tokens();
        keep(tokens, "a", ADA);
        keep(tokens, "b", new UserId("bob"));

        assertThat(use(tokens, "a", NOW)).isEqualTo(new Use.Accepted(ADA, EXPIRY));
    }

    @Test
    void a_used_token_is_told_apart_from_one_that_never_was_also_past_its_expiry() {
        OneTimeTokens tokens = tokens();
        keep(tokens, "a", ADA);
        use(tokens, "a", NOW);

        assertThat(use(tokens, "a", NOW)).isEqualTo(new Use.AlreadyUsed(ADA, EXPIRY));
        assertThat(use(tokens, "a", EXPIRY.plusSeconds(1))).isEqualTo(new Use.AlreadyUsed(ADA, EXPIRY));
        assertThat(use(tokens, "b", NOW)).isEqualTo(new Use.Unknown());
    }

    @Test
    void a_token_expires_at_its_very_instant() {
        OneTimeTokens tokens = tokens();
        keep(tokens, "a", ADA);
        keep(tokens, "b", ADA);

        assertThat(use(tokens, "a", EXPIRY.minusMillis(1))).isEqualTo(new Use.Accepted(ADA, EXPIRY));
        assertThat(use(tokens, "b", EXPIRY)).isEqualTo(new Use.Expired());
    }

    @Test
    void looking_at_a_token_answers_what_its_use_would_and_uses_nothing_up() {
        OneTimeTokens tokens = tokens();
        keep(tokens, "a", ADA);
        Instant forgotten = EXPIRY.plus(OneTimeTokens.REMEMBERED);

        assertThat(look(tokens, "a", NOW)).isEqualTo(new Use.Accepted(ADA, EXPIRY));
        assertThat(look(tokens, "b", NOW)).isEqualTo(new Use.Unknown());
        assertThat(look(tokens, "a", EXPIRY)).isEqualTo(new Use.Expired());
        assertThat(look(tokens, "a", forgotten)).isEqualTo(new Use.Unknown());
        assertThat(tokens.look(TokenPurpose.RESET_PASSWORD, TokenHash.of("a"), NOW))
                .isEqualTo(new Use.Unknown());
        assertThat(use(tokens, "a", NOW)).isEqualTo(new Use.Accepted(ADA, EXPIRY));
        assertThat(look(tokens, "a", NOW)).isEqualTo(new Use.AlreadyUsed(ADA, EXPIRY));
        assertThat(look(tokens, "a", EXPIRY)).isEqualTo(new Use.AlreadyUsed(ADA, EXPIRY));
    }

    @Test
    void of_fifty_uses_at_once_one_is_accepted() throws Exception {
        OneTimeTokens tokens = tokens();
        OneTimeTokens otherNode = new OneTimeTokens(onAnotherNode());
        AtomicInteger callers = new AtomicInteger();
        for (String token : List.of("a", "b", "c", "d", "e")) {
            keep(tokens, token, ADA);

            List<Use> uses =
                    AtOnce.call(50, () -> use(callers.incrementAndGet() % 2 == 0 ? tokens : otherNode, token, NOW));

            assertThat(uses).filteredOn(new Use.Accepted(ADA, EXPIRY)::equals).hasSize(1);
            assertThat(uses)
                    .filteredOn(new Use.AlreadyUsed(ADA, EXPIRY)::equals)
                    .hasSize(49);
        }
    }

    @Test
    void tokens_outlive_a_restart() throws Exception {
        OneTimeTokens tokens = tokens();
        keep(tokens, "a", ADA);
        keep(tokens, "b", ADA);
        use(tokens, "b", NOW);

        OneTimeTokens reopened = new OneTimeTokens(reopened());
        assertThat(use(reopened, "a", NOW)).isEqualTo(new Use.Accepted(ADA, EXPIRY));
        assertThat(use(reopened, "b", NOW)).isEqualTo(new Use.AlreadyUsed(ADA, EXPIRY));
    }

    @Test
    void what_is_long_expired_is_unknown() {
        OneTimeTokens tokens = tokens();
        keep(tokens, "a", ADA);
        keep(tokens, "b", ADA);
        use(tokens, "b", NOW);
        Instant later = EXPIRY.plus(OneTimeTokens.REMEMBERED);

        assertThat(use(tokens, "a", later.minusMillis(1))).isEqualTo(new Use.Expired());
        assertThat(use(tokens, "b", later.minusMillis(1))).isEqualTo(new Use.AlreadyUsed(ADA, EXPIRY));
        assertThat(use(tokens, "a", later)).isEqualTo(new Use.Unknown());
        assertThat(use(tokens, "b", later)).isEqualTo(new Use.Unknown());
    }

    @Test
    void what_is_long_expired_is_cleared_away_when_others_are_kept() {
        OneTimeTokens tokens = new OneTimeTokens(new FakeStateStore());
        keep(tokens, "a", ADA);
        Instant later = EXPIRY.plus(OneTimeTokens.REMEMBERED);

        tokens.keep(TokenPurpose.CONFIRM_EMAIL, TokenHash.of("b"), ADA, later.minusMillis(1), later.plusSeconds(60));
        assertThat(use(tokens, "a", EXPIRY)).isEqualTo(new Use.Expired());
        tokens.keep(TokenPurpose.CONFIRM_EMAIL, TokenHash.of("c"), ADA, later, later.plusSeconds(60));
        assertThat(use(tokens, "a", EXPIRY)).isEqualTo(new Use.Unknown());
        assertThat(use(tokens, "b", later)).isEqualTo(new Use.Accepted(ADA, later.plusSeconds(60)));
    }

    private static void keep(OneTimeTokens tokens, String token, UserId user) {
        tokens.keep(TokenPurpose.CONFIRM_EMAIL, TokenHash.of(token), user, NOW, EXPIRY);
    }

    private static Use look(OneTimeTokens tokens, String token, Instant now) {
        return tokens.look(TokenPurpose.CONFIRM_EMAIL, TokenHash.of(token), now);
    }

    private static Use use(OneTimeTokens tokens, String token, Instant now) {
        return tokens.use(TokenPurpose.CONFIRM_EMAIL, TokenHash.of(token), now);
    }
}

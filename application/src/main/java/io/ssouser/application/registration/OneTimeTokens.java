package io.ssouser.application.registration;

import io.ssouser.application.state.TokenHash;
import io.ssouser.domain.UserId;
import io.ssouser.eventstore.state.StateCollection;
import io.ssouser.eventstore.state.StateDocument;
import io.ssouser.eventstore.state.StateSchema;
import io.ssouser.eventstore.state.StateStore;
import io.ssouser.eventstore.state.Where;
import java.time.Duration;
import java.time.Instant;

/**
 * Tokens that work once. Keeps their hashes alone, and durably. A use is one write, with the condition that there was none before: whoever
 * finds the token unused and then changes nothing was overtaken.
 */
public final class OneTimeTokens {
    /** For how long after its expiry a token is still told apart from one that never was. */
    public static final Duration REMEMBERED = Duration.ofDays(7);

    private static final StateSchema SCHEMA = StateSchema.named("one-time-token")
            .texts("purpose", "user_id")
            .times("expires_at", "used_at")
            .expires("expires_at", REMEMBERED);

    private final StateStore store;
    private final StateCollection tokens;

    public OneTimeTokens(StateStore store) {
        this.store = store;
        this.tokens = store.collection(SCHEMA);
    }

    /** What a token is good for; for another purpose it is unknown. */
    public enum TokenPurpose {
        CONFIRM_EMAIL,
        SIGN_IN_WITH_IDENTITY,
        RESET_PASSWORD
    }

    /** What became of a token that was shown. */
    public sealed interface Use {
        /** It is used now, by this call alone. */
        record Accepted(UserId userId, Instant expiresAt) implements Use {}

        /** It was used before, in time. */
        record AlreadyUsed(UserId userId, Instant expiresAt) implements Use {}

        /** It was not used in time. */
        record Expired() implements Use {}

        /** It was never issued for that purpose, or so long ago that it is forgotten. */
        record Unknown() implements Use {}
    }

    /** Remembers a token that was issued now, and clears away what is long expired. */
    public void keep(TokenPurpose purpose, TokenHash token, UserId user, Instant now, Instant expiresAt) {
        StateDocument issued = new StateDocument(token.hex())
                .with("purpose", purpose.name())
                .with("user_id", user.value())
                .with("expires_at", expiresAt);
        boolean kept = store.together(() -> {
            tokens.expire(now);
            return tokens.insert(issued);
        });
        if (!kept) {
            throw new IllegalStateException("A one-time token was issued twice");
        }
    }

    /** Uses the token. Of any number of callers at once exactly one is {@link Use.Accepted}. */
    public Use use(TokenPurpose purpose, TokenHash token, Instant now) {
        Use state = look(purpose, token, now);
        if (!(state instanceof Use.Accepted accepted)) {
            return state;
        }
        StateDocument used = new StateDocument(token.hex()).with("used_at", now);
        return tokens.update(used, Where.ANY.isAbsent("used_at"))
                ? accepted
                : new Use.AlreadyUsed(accepted.userId(), accepted.expiresAt());
    }

    /** What {@link #use} would answer now, without using the token. */
    public Use look(TokenPurpose purpose, TokenHash token, Instant now) {
        return tokens.find(token.hex())
                .filter(found -> found.text("purpose").equals(purpose.name()))
                .map(found -> stateOf(found, now))
                .orElseGet(Use.Unknown::new);
    }

    private static Use stateOf(StateDocument found, Instant now) {
        UserId user = new UserId(found.text("user_id"));
        Instant expiresAt = found.time("expires_at");
        if (!now.isBefore(expiresAt.plus(REMEMBERED))) {
            return new Use.Unknown();
        }
        if (found.has("used_at")) {
            return new Use.AlreadyUsed(user, expiresAt);
        }
        return now.isBefore(expiresAt) ? new Use.Accepted(user, expiresAt) : new Use.Expired();
    }
}

package io.ssouser.application.registration;

import io.ssouser.application.state.TokenHash;
import io.ssouser.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;

/** Tokens that work once. Keeps their hashes alone, and durably. */
public interface OneTimeTokens {
    /** For how long after its expiry a token is still told apart from one that never was. */
    Duration REMEMBERED = Duration.ofDays(7);

    /** What a token is good for; for another purpose it is unknown. */
    enum Purpose {
        CONFIRM_EMAIL,
        SIGN_IN_WITH_IDENTITY,
        RESET_PASSWORD
    }

    /** What became of a token that was shown. */
    sealed interface Use {
        /** It is used now, by this call alone. */
        record Accepted(UserId userId, Instant expiresAt) implements Use {}

        /** It was used before, in time. */
        record AlreadyUsed(UserId userId, Instant expiresAt) implements Use {}

        /** It was not used in time. */
        record Expired() implements Use {}

        /** It was never issued for that purpose, or so long ago that it is forgotten. */
        record Unknown() implements Use {}
    }

    /** Remembers a token that was issued now. What is long expired is cleared away, here or by the store itself. */
    void keep(Purpose purpose, TokenHash token, UserId user, Instant now, Instant expiresAt);

    /** What {@link #use} would answer now, without using the token. */
    Use look(Purpose purpose, TokenHash token, Instant now);

    /** Uses the token. Of any number of callers at once exactly one is {@link Use.Accepted}. */
    Use use(Purpose purpose, TokenHash token, Instant now);
}

package io.ssouser.application.idempotency;

import io.ssouser.application.state.TokenHash;
import io.ssouser.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The store of answers, which cannot read them. What is kept is durable when {@link #keep} returns. */
public interface SealedAnswers {
    /** How long an answer is kept. */
    Duration KEPT = Duration.ofHours(24);

    /** The most that one {@link #keep} forgets of what is too old. It adds one, so the forgetting never falls behind. */
    int FORGOTTEN_AT_ONCE = 100;

    /** What was kept under that id less than {@link #KEPT} ago. */
    Optional<byte[]> find(TokenHash id, Instant now);

    /** Keeps it; what was kept under that id before, and is too old by now, gives way. */
    void keep(TokenHash id, UserId user, byte[] box, Instant now);

    /** How many of the user's answers are not too old. */
    long countOf(UserId user, Instant now);
}

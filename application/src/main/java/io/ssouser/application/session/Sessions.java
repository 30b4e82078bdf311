package io.ssouser.application.session;

import io.ssouser.application.state.TokenHash;
import io.ssouser.domain.session.SessionId;
import java.time.Duration;
import java.util.Optional;

/**
 * The live sessions and, of each, the refresh tokens that were spent. Every change is durable when its method returns, and seen by
 * every reader that starts later. Holds nothing personal and no token, only hashes.
 */
public interface Sessions {
    /** How long after its expiry a session is remembered, so that its bearer is told that it expired. */
    Duration REMEMBERED = Duration.ofDays(7);

    /**
     * The most that one {@link #open} or {@link #rotate} forgets of what is no longer remembered at the instant of its session's issue:
     * so many sessions, and so many spent tokens. Each call adds one row, so the forgetting never falls behind.
     */
    int FORGOTTEN_AT_ONCE = 100;

    void open(Session session);

    Optional<Session> find(SessionId id);

    /** What that token is; empty when it belongs to no live session. */
    Optional<Presented> presented(TokenHash token);

    /**
     * Spends a token in favour of its successor: the new state of the session replaces the old one, and the token is remembered.
     *
     * @return false, and nothing is changed, unless the token is the current one of a live session. Of any number of callers at once
     *     with the same token exactly one gets true.
     */
    boolean rotate(TokenHash spent, Session successor);

    /** Forgets the session and its spent tokens. Repeatable. */
    void end(SessionId id);
}

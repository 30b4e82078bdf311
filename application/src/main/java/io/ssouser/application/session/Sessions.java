package io.ssouser.application.session;

import io.ssouser.application.state.TokenHash;
import io.ssouser.domain.session.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The live sessions and, of each, the refresh tokens that were spent. Every change is durable when its method returns, and seen by
 * every reader that starts later. Holds nothing personal and no token, only hashes.
 */
public interface Sessions {
    /** How long after its expiry a session is remembered, so that its bearer is told that it expired. */
    Duration REMEMBERED = Duration.ofDays(7);

    void open(Session session);

    /** The session, unless it ended or is no longer remembered. */
    Optional<Session> find(SessionId id, Instant now);

    /** What that token is; empty when it is no longer remembered, or its session is not. */
    Optional<Presented> presented(TokenHash token, Instant now);

    /**
     * Spends a token in favour of its successor: the new state of the session replaces the old one, and the token is remembered.
     *
     * @return false, and nothing is changed, unless the token is the current one of a live session. Of any number of callers at once
     *     with the same token exactly one gets true.
     */
    boolean rotate(TokenHash spent, Session successor);

    /** Forgets the session and its spent tokens. Repeatable, and not undone by a rotation that comes late. */
    void end(SessionId id);
}

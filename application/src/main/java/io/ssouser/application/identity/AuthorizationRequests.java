package io.ssouser.application.identity;

import io.ssouser.application.state.TokenHash;
import java.time.Instant;
import java.util.Optional;

/** The authorization requests under way, by the hash of their state. Each ends once. Holds nothing personal and no token, only hashes. */
public interface AuthorizationRequests {
    /** Remembers an authorization request that begins now. What was never ended is cleared away, here or by the store itself. */
    void keep(TokenHash state, AuthorizationRequest authorization, Instant now, Instant expiresAt);

    /** The authorization request of that state, which goes on; empty when there is none, or it has ended or taken too long. */
    Optional<AuthorizationRequest> find(TokenHash state, Instant now);

    /** Ends the authorization request. Of any number of callers at once exactly one is given it. */
    Optional<AuthorizationRequest> end(TokenHash state, Instant now);
}

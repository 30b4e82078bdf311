package io.ssouser.application.identity;

import io.ssouser.application.state.TokenHash;
import java.time.Instant;
import java.util.Optional;

/** The trips under way, by the hash of their state. Each ends once. Holds nothing personal and no token, only hashes. */
public interface Trips {
    /** Remembers a trip that begins now. What was never ended is cleared away, here or by the store itself. */
    void keep(TokenHash state, Trip trip, Instant now, Instant expiresAt);

    /** The trip of that state, which goes on; empty when there is none, or it has ended or taken too long. */
    Optional<Trip> find(TokenHash state, Instant now);

    /** Ends the trip. Of any number of callers at once exactly one is given it. */
    Optional<Trip> end(TokenHash state, Instant now);
}

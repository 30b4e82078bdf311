package io.ssouser.projections;

import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;

/** Positions of the one total order, from 0; −1 stands before the first event, which tokens say by being null. */
final class Positions {
    static final long BEFORE_THE_FIRST = -1;

    private Positions() {}

    static long of(@Nullable TrackingToken token) {
        return token == null ? BEFORE_THE_FIRST : token.position().orElseThrow();
    }
}

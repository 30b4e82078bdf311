package io.ssouser.projections.pendingerasure;

import io.ssouser.domain.UserId;
import java.time.Instant;

/** A user who waits to be erased, and when that is done. */
public record PendingErasure(UserId userId, Instant dueAt) {
    /** The name of the read model. */
    public static final String NAME = "pending-erasure";
}

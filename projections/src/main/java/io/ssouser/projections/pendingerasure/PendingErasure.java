package io.ssouser.projections.pendingerasure;

import io.ssouser.domain.UserId;
import java.time.Instant;

/** An account whose owner wants it erased, and when that is done. */
public record PendingErasure(UserId userId, Instant dueAt) {
    /** The name of the read model. */
    public static final String NAME = "pending-erasure";
}

package io.ssouser.projections.pendingerasure;

import io.ssouser.domain.user.UserId;

/** Asks for an account's {@link PendingErasure}; empty when nobody wants it erased. */
public record FindPendingErasure(UserId userId) {}

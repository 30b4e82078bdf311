package io.ssouser.projections.mfastatus;

import io.ssouser.domain.user.UserId;

/** Asks for an account's {@link MfaStatus}; off when there is no such account. */
public record FindMfaStatus(UserId userId) {}

package io.ssouser.projections.userprofile;

import io.ssouser.domain.user.UserId;

/** Asks for an account's {@link UserProfile}; empty when there is no such account. */
public record FindUserProfile(UserId userId) {}

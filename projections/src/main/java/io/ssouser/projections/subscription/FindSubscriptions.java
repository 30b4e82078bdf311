package io.ssouser.projections.subscription;

import io.ssouser.domain.user.UserId;

/** Asks for all of a user's {@link Subscription}s, ended ones among them, by service. */
public record FindSubscriptions(UserId userId) {}

package io.ssouser.projections.identitylist;

import io.ssouser.domain.user.UserId;

/** Asks for an account's {@link IdentityList}; empty when there is no such account. */
public record FindIdentities(UserId userId) {}

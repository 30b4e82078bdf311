package io.ssouser.eventstore.bite;

import io.ssouser.domain.UserId;

/** Breaks the rule that the event store knows nothing of users. */
public record EventStoreThatKnowsAccounts(UserId userId) {}

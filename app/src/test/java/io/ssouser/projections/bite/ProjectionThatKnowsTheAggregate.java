package io.ssouser.projections.bite;

import io.ssouser.domain.user.User;

/** Breaks the rule that projections read events and ids, not aggregates. */
public interface ProjectionThatKnowsTheAggregate {
    User user();
}

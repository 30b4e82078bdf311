package io.ssouser.projections;

import io.ssouser.domain.UserId;

/** A question about one user. */
public interface UserQuery<R> extends ReadModelQuery<R> {
    UserId userId();

    @Override
    default String stream() {
        return userId().value();
    }
}

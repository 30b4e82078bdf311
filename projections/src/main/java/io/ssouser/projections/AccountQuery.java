package io.ssouser.projections;

import io.ssouser.domain.UserId;

/** A question about one account. */
public interface AccountQuery<R> extends ReadModelQuery<R> {
    UserId userId();

    @Override
    default String stream() {
        return userId().value();
    }
}

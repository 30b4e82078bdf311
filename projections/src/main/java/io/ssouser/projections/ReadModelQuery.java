package io.ssouser.projections;

import org.axonframework.messaging.responsetypes.ResponseType;
import org.jspecify.annotations.Nullable;

/**
 * A question that one read model answers. Says which, whose events the answer must know, and what the answer is, so that its sender says none
 * of it.
 *
 * @param <R> what it is answered with
 */
public interface ReadModelQuery<R> {
    /** The name of the read model. */
    String readModel();

    /** The stream of the aggregate that is asked about; null when the question is not about one. */
    @Nullable
    String stream();

    /** What its handler returns. */
    ResponseType<R> answer();
}

package io.ssouser.api.conventions;

import io.ssouser.api.error.Problem;
import io.ssouser.api.error.RequestRefused;
import io.ssouser.domain.UserId;
import io.ssouser.eventstore.log.EventLog;
import io.ssouser.projections.Projections;
import io.ssouser.projections.ReadModelQuery;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalLong;
import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;

/**
 * Asks a read model, after it has caught up with what the reader may know of: the user's own latest event, and the position that the
 * request names. Waits only so long, then answers 503 with the position reached.
 */
public final class ConsistentQueries {
    private final EventLog log;
    private final Projections projections;
    private final QueryGateway queries;
    private final LogPositions positions;
    private final Duration atMost;

    public ConsistentQueries(
            EventLog log, Projections projections, QueryGateway queries, LogPositions positions, Duration atMost) {
        this.positions = positions;
        this.log = log;
        this.projections = projections;
        this.queries = queries;
        this.atMost = atMost;
    }

    /** The answer knows the latest event of the aggregate that the query is about. */
    public <R> R ask(ReadModelQuery<R> query, MinPosition seen) {
        return ask(query, query.stream(), seen);
    }

    /** As {@link #ask(ReadModelQuery, MinPosition)}; of a query that is about none, the answer knows the asker's own latest event. */
    public <R> R ask(ReadModelQuery<R> query, UserId asker, MinPosition seen) {
        return ask(query, Objects.requireNonNullElse(query.stream(), asker.value()), seen);
    }

    private <R> R ask(ReadModelQuery<R> query, @Nullable String stream, MinPosition seen) {
        String group = query.readModel();
        long own = stream == null ? -1 : log.lastPositionOf(stream).orElse(-1);
        require(group, own < 0 || projections.awaitReached(group, stream, own, atMost));
        long named = seen.value().orElse(-1);
        require(group, named <= own || projections.awaitReached(group, named, atMost));
        return queries.query(query, query.answer()).join();
    }

    /** The sequence of the user's last event, from 0; empty when there is no such user. */
    public OptionalLong versionOf(UserId user) {
        return log.lastSequenceOf(user.value());
    }

    private void require(String group, boolean isFresh) {
        if (isFresh) {
            return;
        }
        long reached = projections.position(group);
        Problem behind = Problem.unavailable("Read model '" + group + "' has not reached the asked log position yet")
                .retryAfter(1);
        throw new RequestRefused(
                reached < 0 ? behind : behind.with(ConventionalResponse.LOG_POSITION, positions.shown(reached)));
    }
}

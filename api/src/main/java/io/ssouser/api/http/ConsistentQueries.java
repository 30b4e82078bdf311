package io.ssouser.api.http;

import io.ssouser.api.error.Problem;
import io.ssouser.api.error.RequestRefused;
import io.ssouser.domain.user.UserId;
import io.ssouser.eventstore.EventLog;
import io.ssouser.projections.Projections;
import java.time.Duration;
import java.util.OptionalLong;
import org.axonframework.messaging.responsetypes.ResponseType;
import org.axonframework.queryhandling.QueryGateway;

/**
 * Asks a read model, after it has caught up with what the reader may know of: the account's own latest event, and the position that the
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

    /** @param account whose latest event the answer must know: the one that is asked about, or else the asker's own */
    <R> R ask(String group, UserId account, MinPosition seen, Object query, ResponseType<R> answer) {
        return ask(group, account.value(), seen, query, answer);
    }

    /** @param stream of the aggregate whose latest event the answer must know */
    <R> R ask(String group, String stream, MinPosition seen, Object query, ResponseType<R> answer) {
        long own = log.lastPositionOf(stream).orElse(-1);
        require(group, own < 0 || projections.awaitReached(group, stream, own, atMost));
        long named = seen.value().orElse(-1);
        require(group, named <= own || projections.awaitReached(group, named, atMost));
        return queries.query(query, answer).join();
    }

    /** The sequence of the account's last event, from 0; empty when there is no such account. */
    OptionalLong versionOf(UserId account) {
        return log.lastSequenceOf(account.value());
    }

    private void require(String group, boolean isFresh) {
        if (isFresh) {
            return;
        }
        long reached = projections.position(group);
        Problem behind = Problem.unavailable("Read model '" + group + "' has not reached the asked log position yet")
                .retryAfter(1);
        throw new RequestRefused(
                reached < 0 ? behind : behind.with(PositionedResponse.LOG_POSITION, positions.shown(reached)));
    }
}

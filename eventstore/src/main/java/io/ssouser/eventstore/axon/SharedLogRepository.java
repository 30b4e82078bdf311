package io.ssouser.eventstore.axon;

import java.util.Optional;
import org.axonframework.common.caching.Cache;
import org.axonframework.eventsourcing.CachingEventSourcingRepository;
import org.axonframework.eventsourcing.EventSourcedAggregate;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;

/**
 * Loads cached aggregates of a log that other nodes write as well: an aggregate is taken from the cache only while the log has nothing newer of
 * it, which costs one question instead of reading its snapshot and events.
 *
 * @param <T> the aggregate
 */
public final class SharedLogRepository<T> extends CachingEventSourcingRepository<T> {
    private final EventStore events;
    private final Cache cache;

    /** Sets the event store and the cache of the builder, which has no getter for either. */
    public SharedLogRepository(EventSourcingRepository.Builder<T> builder, EventStore events, Cache cache) {
        super(builder.eventStore(events).cache(cache));
        this.events = events;
        this.cache = cache;
    }

    @Override
    protected EventSourcedAggregate<T> doLoadWithLock(String aggregateIdentifier, @Nullable Long expectedVersion) {
        boolean cached = cache.containsKey(aggregateIdentifier);
        EventSourcedAggregate<T> aggregate = super.doLoadWithLock(aggregateIdentifier, expectedVersion);
        if (!cached
                || Optional.ofNullable(aggregate.version()).equals(events.lastSequenceNumberFor(aggregateIdentifier))) {
            return aggregate;
        }
        cache.remove(aggregateIdentifier);
        return super.doLoadWithLock(aggregateIdentifier, expectedVersion);
    }
}

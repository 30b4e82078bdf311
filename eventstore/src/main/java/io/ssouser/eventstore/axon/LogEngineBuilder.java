package io.ssouser.eventstore.axon;

import io.ssouser.eventstore.log.EventLog;
import io.ssouser.eventstore.log.StreamConflict;
import io.ssouser.eventstore.log.append.AppendLimits;
import io.ssouser.eventstore.log.append.AppendObserver;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;
import org.axonframework.eventsourcing.eventstore.BatchingEventStorageEngine;
import org.axonframework.eventsourcing.snapshotting.SnapshotFilter;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;

/** Puts a {@link LogEventStorageEngine} together. */
public final class LogEngineBuilder extends BatchingEventStorageEngine.Builder {
    final EventLog log;
    final Clock clock;
    final Supplier<UUID> commitIds;
    final String node;
    EventEncryption encryption = EventEncryption.NONE;
    AppendLimits limits = AppendLimits.DEFAULT;
    AppendObserver observer = step -> {};

    LogEngineBuilder(EventLog log, Clock clock, Supplier<UUID> commitIds, String node) {
        this.log = log;
        this.clock = clock;
        this.commitIds = commitIds;
        this.node = node;
        persistenceExceptionResolver(StreamConflict.class::isInstance);
    }

    public LogEngineBuilder encrypt(EventEncryption encryption) {
        this.encryption = encryption;
        return this;
    }

    public LogEngineBuilder limits(AppendLimits limits) {
        this.limits = limits;
        return this;
    }

    public LogEngineBuilder observer(AppendObserver observer) {
        this.observer = observer;
        return this;
    }

    @Override
    public LogEngineBuilder eventSerializer(Serializer eventSerializer) {
        super.eventSerializer(eventSerializer);
        return this;
    }

    @Override
    public LogEngineBuilder snapshotSerializer(Serializer snapshotSerializer) {
        super.snapshotSerializer(snapshotSerializer);
        return this;
    }

    /** Lets pass the snapshots that may be used; for any other the aggregate is built from its events. */
    @Override
    public LogEngineBuilder snapshotFilter(SnapshotFilter snapshotFilter) {
        super.snapshotFilter(snapshotFilter);
        return this;
    }

    @Override
    public LogEngineBuilder upcasterChain(EventUpcaster upcasterChain) {
        super.upcasterChain(upcasterChain);
        return this;
    }

    EventUpcaster upcasters() {
        return upcasterChain;
    }

    /** Starts the appending thread. */
    public LogEventStorageEngine build() {
        return new LogEventStorageEngine(this);
    }
}

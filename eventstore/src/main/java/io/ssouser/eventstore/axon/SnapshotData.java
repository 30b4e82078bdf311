package io.ssouser.eventstore.axon;

import io.ssouser.eventstore.log.Snapshot;
import java.time.Instant;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.serialization.SerializedObject;

/** A snapshot as Axon reads it. */
record SnapshotData(Snapshot snapshot, SerializedObject<byte[]> payload, SerializedObject<byte[]> metadata)
        implements DomainEventData<byte[]> {
    @Override
    public String getType() {
        return snapshot.aggregateType();
    }

    @Override
    public String getAggregateIdentifier() {
        return snapshot.aggregateId();
    }

    @Override
    public long getSequenceNumber() {
        return snapshot.sequence();
    }

    @Override
    public String getEventIdentifier() {
        return snapshot.eventId();
    }

    @Override
    public Instant getTimestamp() {
        return snapshot.time();
    }

    @Override
    public SerializedObject<byte[]> getMetaData() {
        return metadata;
    }

    @Override
    public SerializedObject<byte[]> getPayload() {
        return payload;
    }
}

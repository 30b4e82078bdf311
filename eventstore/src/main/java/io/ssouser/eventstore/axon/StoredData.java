package io.ssouser.eventstore.axon;

import io.ssouser.eventstore.log.StoredEvent;
import java.time.Instant;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.SerializedObject;

/** An event of the log as Axon reads it. */
class StoredData implements TrackedEventData<byte[]> {
    private final StoredEvent event;
    private final SerializedObject<byte[]> payload;
    private final SerializedObject<byte[]> metadata;

    private StoredData(StoredEvent event, SerializedObject<byte[]> payload, SerializedObject<byte[]> metadata) {
        this.event = event;
        this.payload = payload;
        this.metadata = metadata;
    }

    static StoredData of(StoredEvent event, SerializedObject<byte[]> payload, SerializedObject<byte[]> metadata) {
        return event.aggregateType() == null
                ? new StoredData(event, payload, metadata)
                : new OfAggregate(event, payload, metadata);
    }

    @Override
    public TrackingToken trackingToken() {
        return new GlobalSequenceTrackingToken(event.position());
    }

    @Override
    public String getEventIdentifier() {
        return event.eventId();
    }

    @Override
    public Instant getTimestamp() {
        return event.time();
    }

    @Override
    public SerializedObject<byte[]> getMetaData() {
        return metadata;
    }

    @Override
    public SerializedObject<byte[]> getPayload() {
        return payload;
    }

    static final class OfAggregate extends StoredData implements DomainEventData<byte[]> {
        private final StoredEvent event;

        private OfAggregate(StoredEvent event, SerializedObject<byte[]> payload, SerializedObject<byte[]> metadata) {
            super(event, payload, metadata);
            this.event = event;
        }

        @Override
        public String getType() {
            return String.valueOf(event.aggregateType());
        }

        @Override
        public String getAggregateIdentifier() {
            return event.aggregateId();
        }

        @Override
        public long getSequenceNumber() {
            return event.sequence();
        }
    }
}

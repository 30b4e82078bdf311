package io.ssouser.eventstore.axon;

import io.ssouser.eventstore.log.Snapshot;
import io.ssouser.eventstore.log.StoredEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.CachingSupplier;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedType;
import org.jspecify.annotations.Nullable;

/** From Axon's messages to encrypted bytes, and back. What is stored is what is hashed, so encryption comes last and decryption first. */
final class EventCodec {
    private static final SerializedType METADATA = new SimpleSerializedType(MetaData.class.getName(), null);
    private static final long UNNUMBERED = -1;

    private final EventEncryption encryption;

    EventCodec(EventEncryption encryption) {
        this.encryption = encryption;
    }

    /** An event outside any aggregate is its own stream. */
    StoredEvent stored(EventMessage<?> event, Serializer serializer) {
        DomainEventMessage<?> ofAggregate = event instanceof DomainEventMessage<?> domain ? domain : null;
        String stream = ofAggregate == null ? event.getIdentifier() : ofAggregate.getAggregateIdentifier();
        SerializedObject<byte[]> payload = event.serializePayload(serializer, byte[].class);
        EventEncryption.Subject subject = subject(stream, event.getIdentifier(), payload.getType());
        EventEncryption.Bytes encrypted = encrypt(subject, event, payload, serializer);
        return new StoredEvent(
                UNNUMBERED,
                stream,
                ofAggregate == null ? null : String.valueOf(ofAggregate.getType()),
                ofAggregate == null ? 0 : ofAggregate.getSequenceNumber(),
                event.getIdentifier(),
                subject.type(),
                subject.revision(),
                storedTime(event),
                encrypted.payload(),
                encrypted.metadata());
    }

    Snapshot stored(DomainEventMessage<?> snapshot, Serializer serializer) {
        SerializedObject<byte[]> payload = snapshot.serializePayload(serializer, byte[].class);
        EventEncryption.Subject subject =
                subject(snapshot.getAggregateIdentifier(), snapshot.getIdentifier(), payload.getType());
        EventEncryption.Bytes encrypted = encrypt(subject, snapshot, payload, serializer);
        return new Snapshot(
                subject.aggregateId(),
                snapshot.getType(),
                snapshot.getSequenceNumber(),
                subject.eventId(),
                subject.type(),
                subject.revision(),
                storedTime(snapshot),
                encrypted.payload(),
                encrypted.metadata());
    }

    StoredData readable(StoredEvent event) {
        SerializedType type = new SimpleSerializedType(event.type(), event.revision());
        Supplier<EventEncryption.Bytes> opened =
                decrypted(subject(event.aggregateId(), event.eventId(), type), event.payload(), event.metadata());
        return StoredData.of(event, payload(opened, type), metadata(opened));
    }

    DomainEventData<byte[]> readable(Snapshot snapshot) {
        SerializedType type = new SimpleSerializedType(snapshot.type(), snapshot.revision());
        Supplier<EventEncryption.Bytes> opened = decrypted(
                subject(snapshot.aggregateId(), snapshot.eventId(), type), snapshot.payload(), snapshot.metadata());
        return new SnapshotData(snapshot, payload(opened, type), metadata(opened));
    }

    private static Instant storedTime(EventMessage<?> event) {
        return event.getTimestamp().truncatedTo(ChronoUnit.MICROS);
    }

    private static EventEncryption.Subject subject(String aggregateId, String eventId, SerializedType type) {
        @Nullable String revision = type.getRevision();
        return new EventEncryption.Subject(aggregateId, eventId, type.getName(), revision);
    }

    private EventEncryption.Bytes encrypt(
            EventEncryption.Subject subject,
            EventMessage<?> event,
            SerializedObject<byte[]> payload,
            Serializer serializer) {
        byte[] metadata = event.serializeMetaData(serializer, byte[].class).getData();
        return encryption.encrypt(subject, new EventEncryption.Bytes(payload.getData(), metadata));
    }

    private Supplier<EventEncryption.Bytes> decrypted(
            EventEncryption.Subject subject, byte[] payload, byte[] metadata) {
        return CachingSupplier.of(() -> encryption.decrypt(subject, new EventEncryption.Bytes(payload, metadata)));
    }

    private static LazilyDecrypted payload(Supplier<EventEncryption.Bytes> opened, SerializedType type) {
        return new LazilyDecrypted(() -> opened.get().payload(), type);
    }

    private static LazilyDecrypted metadata(Supplier<EventEncryption.Bytes> opened) {
        return new LazilyDecrypted(() -> opened.get().metadata(), METADATA);
    }
}

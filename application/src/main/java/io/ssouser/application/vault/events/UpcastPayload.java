package io.ssouser.application.vault.events;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.LazyDeserializingObject;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;

/** The payload of one and the metadata of the other: Axon decrypts those of what it has upcast before anybody looks at them. */
record UpcastPayload(IntermediateEventRepresentation upcast, IntermediateEventRepresentation stored)
        implements IntermediateEventRepresentation {
    @Override
    public LazyDeserializingObject<MetaData> getMetaData() {
        return stored.getMetaData();
    }

    @Override
    public <T> IntermediateEventRepresentation upcast(
            SerializedType type, Class<T> form, Function<T, T> payload, Function<MetaData, MetaData> metaData) {
        return upcast.upcast(type, form, payload, metaData);
    }

    @Override
    public SerializedType getType() {
        return upcast.getType();
    }

    @Override
    public SerializedObject<?> getData() {
        return upcast.getData();
    }

    @Override
    public <D> SerializedObject<D> getData(Class<D> form) {
        return upcast.getData(form);
    }

    @Override
    public Class<?> getContentType() {
        return upcast.getContentType();
    }

    @Override
    public String getMessageIdentifier() {
        return upcast.getMessageIdentifier();
    }

    @Override
    public Optional<String> getAggregateType() {
        return upcast.getAggregateType();
    }

    @Override
    public Optional<String> getAggregateIdentifier() {
        return upcast.getAggregateIdentifier();
    }

    @Override
    public Optional<Long> getSequenceNumber() {
        return upcast.getSequenceNumber();
    }

    @Override
    public Optional<TrackingToken> getTrackingToken() {
        return upcast.getTrackingToken();
    }

    @Override
    public Instant getTimestamp() {
        return upcast.getTimestamp();
    }

    @Override
    public boolean canConvertDataTo(Class<?> form) {
        return upcast.canConvertDataTo(form);
    }
}

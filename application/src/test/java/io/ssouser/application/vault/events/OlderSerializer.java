package io.ssouser.application.vault.events;

import io.ssouser.application.vault.events.ShapeDrill.OlderDeviceRenamed;
import io.ssouser.domain.user.UserEvent.DeviceRenamed;
import org.axonframework.serialization.Converter;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Stores {@link DeviceRenamed} as {@link OlderDeviceRenamed}, and everything else as ever. */
record OlderSerializer(EventSerializer older) implements Serializer {
    @Override
    public <T> SerializedObject<T> serialize(@Nullable Object object, Class<T> representation) {
        return older.serialize(
                object instanceof DeviceRenamed event
                        ? new OlderDeviceRenamed(event.userId(), event.deviceId(), event.deviceName())
                        : object,
                representation);
    }

    @Override
    public <T> boolean canSerializeTo(Class<T> representation) {
        return older.canSerializeTo(representation);
    }

    @Override
    @SuppressWarnings("unchecked") // Axon lets the caller say what comes out.
    public <S, T> T deserialize(SerializedObject<S> stored) {
        Object read = older.deserialize(stored);
        return (T)
                (read instanceof OlderDeviceRenamed event
                        ? new DeviceRenamed(event.userId(), event.deviceId(), event.name())
                        : read);
    }

    @Override
    public Class<?> classForType(SerializedType type) {
        Class<?> stored = older.classForType(type);
        return stored == OlderDeviceRenamed.class ? DeviceRenamed.class : stored;
    }

    @Override
    @SuppressWarnings("rawtypes") // Axon declares the parameter raw, and Java lets no other type override it.
    public SerializedType typeForClass(@Nullable Class type) {
        return older.typeForClass(type == DeviceRenamed.class ? OlderDeviceRenamed.class : type);
    }

    @Override
    public Converter getConverter() {
        return older.getConverter();
    }
}

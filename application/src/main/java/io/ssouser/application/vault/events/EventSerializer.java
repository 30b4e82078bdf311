package io.ssouser.application.vault.events;

import io.ssouser.domain.UnknownEvent;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.ChainingConverter;
import org.axonframework.serialization.Converter;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.jackson3.ByteArrayToJsonNodeConverter;
import org.axonframework.serialization.jackson3.JsonNodeToByteArrayConverter;
import org.axonframework.serialization.jackson3.JsonNodeToObjectNodeConverter;
import org.axonframework.serialization.jackson3.ObjectNodeToJsonNodeConverter;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Events, snapshots and their metadata as JSON under their stored names, and nothing else: what has no stored name cannot get into
 * the log. What comes out of it under an unknown name or revision is an {@link UnknownEvent}, so that nobody passes over it.
 */
public final class EventSerializer implements Serializer {
    private static final SerializedType META_DATA = new SimpleSerializedType(MetaData.class.getName(), null);

    private final JsonMapper json;
    private final StoredNames names;
    private final ChainingConverter converter = new ChainingConverter();

    private EventSerializer(JsonMapper json, StoredNames names) {
        this.json = json;
        this.names = names;
        converter.registerConverter(new JsonNodeToByteArrayConverter(json));
        converter.registerConverter(new ByteArrayToJsonNodeConverter(json));
        converter.registerConverter(new JsonNodeToObjectNodeConverter());
        converter.registerConverter(new ObjectNodeToJsonNodeConverter());
    }

    public static EventSerializer forEvents(StoredNames names) {
        return new EventSerializer(DomainJson.forEvents(), names);
    }

    public static EventSerializer forSnapshots(StoredNames names) {
        return new EventSerializer(DomainJson.forSnapshots(), names);
    }

    @Override
    public <T> SerializedObject<T> serialize(@Nullable Object object, Class<T> representation) {
        SerializedType type = typeForClass(object == null ? null : object.getClass());
        try {
            byte[] bytes = json.writeValueAsBytes(object);
            T converted = converter.convert(bytes, byte[].class, representation);
            return new SimpleSerializedObject<>(converted, representation, type);
        } catch (JacksonException e) {
            throw trouble("write", type, e);
        }
    }

    @Override
    public <T> boolean canSerializeTo(Class<T> representation) {
        return converter.canConvert(byte[].class, representation);
    }

    @Override
    public <S, T> T deserialize(SerializedObject<S> stored) {
        SerializedType type = stored.getType();
        Class<?> wanted = classForType(type);
        try {
            byte[] bytes = wanted == UnknownEvent.class
                    ? json.writeValueAsBytes(new UnknownEvent(type.getName(), String.valueOf(type.getRevision())))
                    : converter.convert(stored, byte[].class).getData();
            return json.readerFor(wanted).readValue(bytes);
        } catch (JacksonException e) {
            throw trouble("read", type, e);
        }
    }

    @Override
    public Class<?> classForType(SerializedType type) {
        if (META_DATA.getName().equals(type.getName())) {
            return MetaData.class;
        }
        if (SerializedType.emptyType().equals(type)) {
            return Void.class;
        }
        return names.of(type).<Class<?>>map(StoredName::type).orElse(UnknownEvent.class);
    }

    @Override
    @SuppressWarnings("rawtypes") // Axon declares the parameter raw, and Java lets no other type override it.
    public SerializedType typeForClass(@Nullable Class type) {
        if (type == null || type == Void.class) {
            return SerializedType.emptyType();
        }
        if (type == MetaData.class) {
            return META_DATA;
        }
        return names.of(type)
                .map(StoredName::stored)
                .orElseThrow(() -> new SerializationException(type.getName() + " has no stored name"));
    }

    @Override
    public Converter getConverter() {
        return converter;
    }

    /** Tells where, and leaves out what Jackson says of the content: it may be personal. */
    private static SerializationException trouble(String verb, SerializedType type, JacksonException e) {
        return new SerializationException("Cannot " + verb + " " + type.getName() + " revision " + type.getRevision()
                + " at " + e.getPathReference() + ": " + e.getClass().getSimpleName());
    }
}

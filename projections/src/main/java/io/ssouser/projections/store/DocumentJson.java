package io.ssouser.projections.store;

import io.ssouser.domain.TextValue;
import java.lang.reflect.Constructor;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.std.FromStringDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleDeserializers;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** How read models are written down. */
public final class DocumentJson {
    private static final DateTimeFormatter INSTANT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private DocumentJson() {}

    /** The instant as documents hold it, for use in conditions: RFC 3339, UTC, six fractional digits. */
    public static String text(Instant instant) {
        return INSTANT.format(instant);
    }

    static JsonMapper mapper() {
        SimpleModule module = new SimpleModule("documents");
        module.addSerializer(TextValue.class, new TextWriter());
        module.addSerializer(Instant.class, new InstantWriter());
        module.setDeserializers(new TextReaders());
        return JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .addModule(module)
                .build();
    }

    private static final class TextWriter extends StdSerializer<TextValue> {
        TextWriter() {
            super(TextValue.class);
        }

        @Override
        public void serialize(TextValue value, JsonGenerator json, SerializationContext context) {
            json.writeString(value.value());
        }
    }

    private static final class InstantWriter extends StdSerializer<Instant> {
        InstantWriter() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant value, JsonGenerator json, SerializationContext context) {
            json.writeString(text(value));
        }
    }

    private static final class TextReaders extends SimpleDeserializers {
        private static final long serialVersionUID = 1L;

        @Override
        public @Nullable ValueDeserializer<?> findBeanDeserializer(
                JavaType type, DeserializationConfig config, BeanDescription.Supplier bean) {
            return type.isTypeOrSubTypeOf(TextValue.class) ? new TextReader(type.getRawClass()) : null;
        }
    }

    private static final class TextReader extends FromStringDeserializer<Object> {
        TextReader(Class<?> type) {
            super(type);
        }

        @Override
        protected Object _deserialize(String text, DeserializationContext context) {
            try {
                Constructor<?> canonical = handledType().getConstructor(String.class);
                return canonical.newInstance(text);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(handledType() + " is not a value of one text", e);
            }
        }
    }
}

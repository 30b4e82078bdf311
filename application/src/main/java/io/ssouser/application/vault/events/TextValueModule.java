package io.ssouser.application.vault.events;

import io.ssouser.domain.TextValue;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.deser.Deserializers;
import tools.jackson.databind.deser.KeyDeserializers;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.module.SimpleModule;

/** Every {@link TextValue} as a JSON text, as a value and as a key, so that a new one needs no word here. */
final class TextValueModule extends SimpleModule {
    private static final long serialVersionUID = 1L;

    TextValueModule() {
        super("text values");
        addSerializer(TextValue.class, new AsText());
        addKeySerializer(TextValue.class, new AsKey());
    }

    @Override
    public void setupModule(SetupContext context) {
        super.setupModule(context);
        context.addDeserializers(new Values());
        context.addKeyDeserializers(new TextKeys());
    }

    private static final class AsText extends ValueSerializer<TextValue> {
        @Override
        public void serialize(TextValue value, JsonGenerator json, SerializationContext context) {
            json.writeString(value.value());
        }
    }

    private static final class AsKey extends ValueSerializer<TextValue> {
        @Override
        public void serialize(TextValue value, JsonGenerator json, SerializationContext context) {
            json.writeName(value.value());
        }
    }

    private static final class Values extends Deserializers.Base {
        @Override
        public @Nullable ValueDeserializer<?> findBeanDeserializer(
                JavaType type, DeserializationConfig config, BeanDescription.Supplier description) {
            return hasDeserializerFor(config, type.getRawClass()) ? new FromText(type.getRawClass()) : null;
        }

        @Override
        public boolean hasDeserializerFor(DeserializationConfig config, Class<?> type) {
            return TextValueMaker.makes(type);
        }
    }

    private static final class FromText extends StdScalarDeserializer<Object> {
        private final transient TextValueMaker maker;

        FromText(Class<?> type) {
            super(type);
            this.maker = new TextValueMaker(type);
        }

        @Override
        public Object deserialize(JsonParser json, DeserializationContext context) {
            return json.hasToken(JsonToken.VALUE_STRING)
                    ? maker.of(json.getString())
                    : context.handleUnexpectedToken(handledType(), json);
        }
    }

    private static final class TextKeys implements KeyDeserializers {
        @Override
        public @Nullable KeyDeserializer findKeyDeserializer(
                JavaType type, DeserializationConfig config, BeanDescription.Supplier description) {
            return TextValueMaker.makes(type.getRawClass())
                    ? new FromKey(new TextValueMaker(type.getRawClass()))
                    : null;
        }
    }

    private static final class FromKey extends KeyDeserializer {
        private final TextValueMaker maker;

        FromKey(TextValueMaker maker) {
            this.maker = maker;
        }

        @Override
        public Object deserializeKey(String key, DeserializationContext context) {
            return maker.of(key);
        }
    }
}

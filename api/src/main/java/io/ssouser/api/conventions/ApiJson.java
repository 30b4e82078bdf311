package io.ssouser.api.conventions;

import io.ssouser.domain.TextValue;
import java.time.Instant;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/**
 * JSON as the wire contract has it: snake case, members in the order of their record, moments as RFC 3339 with {@code +00:00}, domain
 * values as their text. What comes in is taken at its word: no number for a text, no half of a character, no member twice; unknown
 * members are ignored.
 */
public final class ApiJson implements JsonMapperBuilderCustomizer {
    @Override
    public void customize(JsonMapper.Builder json) {
        json.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .withCoercionConfig(
                        LogicalType.Textual,
                        text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .addModule(new SimpleModule("api")
                        .addSerializer(Instant.class, new MomentsOut())
                        .addSerializer(TextValue.class, new Texts())
                        .addDeserializer(String.class, new WholeTexts()));
    }

    private static final class MomentsOut extends ValueSerializer<Instant> {
        @Override
        public void serialize(Instant moment, JsonGenerator json, SerializationContext context) {
            json.writeString(Moments.text(moment));
        }
    }

    private static final class Texts extends ValueSerializer<TextValue> {
        @Override
        public void serialize(TextValue value, JsonGenerator json, SerializationContext context) {
            json.writeString(value.value());
        }
    }

    /** A lone surrogate has no bytes in UTF-8 (RFC 3629, 3): stored or hashed, it would pass for a question mark. */
    private static final class WholeTexts extends StringDeserializer {
        @Override
        public String deserialize(JsonParser json, DeserializationContext context) {
            String text = super.deserialize(json, context);
            if (text.codePoints().anyMatch(WholeTexts::isHalf)) {
                return context.reportInputMismatch(this, "A text holds half of a character");
            }
            return text;
        }

        private static boolean isHalf(int codePoint) {
            return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
        }
    }
}

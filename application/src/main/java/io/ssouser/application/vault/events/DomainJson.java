package io.ssouser.application.vault.events;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.jackson3.MetaDataDeserializer;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * The JSON of events and snapshots: texts for text values, ISO 8601 for instants, components in the order of their declaration,
 * null for what is erased. Reading is strict: a component too many or too few, or of another kind, means that a shape was changed
 * without a new revision, and that must be found by a test and not by an auditor.
 */
public final class DomainJson {
    private DomainJson() {}

    /** For events, which are records. */
    public static JsonMapper forEvents() {
        return strict().build();
    }

    /** For aggregates, which are stored by their fields and know nothing of it. */
    public static JsonMapper forSnapshots() {
        return strict().changeDefaultVisibility(seen -> seen.withVisibility(PropertyAccessor.ALL, Visibility.NONE)
                        .withVisibility(PropertyAccessor.FIELD, Visibility.ANY)
                        .withVisibility(PropertyAccessor.CREATOR, Visibility.ANY))
                .enable(MapperFeature.ALLOW_FINAL_FIELDS_AS_MUTATORS)
                .build();
    }

    private static JsonMapper.Builder strict() {
        return JsonMapper.builder()
                .addModule(new TextValueModule())
                .addModule(new SimpleModule("metadata").addDeserializer(MetaData.class, new MetaDataDeserializer()))
                .enable(
                        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY, MapperFeature.ALLOW_COERCION_OF_SCALARS);
    }
}

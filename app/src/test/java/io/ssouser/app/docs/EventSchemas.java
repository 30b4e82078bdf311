package io.ssouser.app.docs;

import io.ssouser.domain.Personal;
import io.ssouser.domain.Secret;
import io.ssouser.domain.StoredAs;
import io.ssouser.domain.TextValue;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON Schema (2020-12) of the payload of every event, in its newest revision, made of the sealed types of the events. */
final class EventSchemas {
    private static final JsonMapper JSON = JsonMapper.shared();

    private EventSchemas() {}

    /** @param descriptions by stored name */
    static ObjectNode of(Map<Class<?>, String> descriptions) {
        ObjectNode schema = JSON.createObjectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "Events of sso-user");
        schema.put(
                "description",
                "The payload of an event of that name and revision, decrypted. Members marked x-personal are null once their user is"
                        + " erased; members marked x-secret are in no trail, export or answer.");
        ObjectNode definitions = schema.putObject("$defs");
        descriptions.forEach((event, description) ->
                definitions.set(event.getAnnotation(StoredAs.class).value(), payload(event, description)));
        return schema;
    }

    private static ObjectNode payload(Class<?> event, String description) {
        ObjectNode payload = JSON.createObjectNode();
        payload.put("description", description);
        payload.put("x-revision", event.getAnnotation(StoredAs.class).revision());
        payload.put("type", "object");
        ObjectNode properties = payload.putObject("properties");
        ArrayNode required = payload.putArray("required");
        for (RecordComponent component : event.getRecordComponents()) {
            properties.set(component.getName(), member(component));
            required.add(component.getName());
        }
        payload.put("additionalProperties", false);
        return payload;
    }

    private static ObjectNode member(RecordComponent component) {
        Class<?> type = component.getType();
        ObjectNode member = JSON.createObjectNode();
        boolean isPersonal = component.isAnnotationPresent(Personal.class);
        if (isPersonal || component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
            member.putArray("type").add(jsonType(type)).add("null");
        } else {
            member.put("type", jsonType(type));
        }
        if (type == Instant.class) {
            member.put("format", "date-time");
        }
        if (type.isEnum()) {
            ArrayNode constants = member.putArray("enum");
            Arrays.stream(type.getEnumConstants()).forEach(constant -> constants.add(((Enum<?>) constant).name()));
            if (member.get("type").isArray()) {
                constants.addNull();
            }
        }
        if (isPersonal) {
            member.put("x-personal", true);
        }
        if (type.isAnnotationPresent(Secret.class)) {
            member.put("x-secret", true);
        }
        return member;
    }

    private static String jsonType(Class<?> type) {
        if (TextValue.class.isAssignableFrom(type) || type == Instant.class || type.isEnum() || type == String.class) {
            return "string";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "boolean";
        }
        if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
            return "integer";
        }
        throw new AssertionError("No schema is known for " + type);
    }
}

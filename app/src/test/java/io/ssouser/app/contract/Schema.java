package io.ssouser.app.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** A schema of the description, as far as the description uses JSON Schema; strict: what is not described must not be there. */
record Schema(JsonNode document, JsonNode node) {
    void holds(JsonNode value, String where) {
        if (node.has("$ref")) {
            new Schema(document, document.at(node.get("$ref").asString().substring(1))).holds(value, where);
            return;
        }
        if (node.has("enum")) {
            assertThat(node.get("enum")).as(where).contains(value);
            return;
        }
        String type = typeOf(value);
        assertThat(types()).as("%s: %s", where, value).contains(type);
        switch (type) {
            case "object" -> object(value, where);
            case "array" -> {
                int index = 0;
                for (JsonNode element : value) {
                    new Schema(document, node.get("items")).holds(element, where + "[" + index++ + "]");
                }
            }
            case "string" -> string(value.asString(), where);
            default -> {}
        }
    }

    private void object(JsonNode value, String where) {
        JsonNode properties = node.path("properties");
        for (String name : properties.isMissingNode() ? Set.<String>of() : value.propertyNames()) {
            assertThat(properties.has(name))
                    .as(where + "." + name + " is described")
                    .isTrue();
            new Schema(document, properties.get(name)).holds(value.get(name), where + "." + name);
        }
        if (node.has("required")) {
            for (JsonNode required : node.get("required")) {
                assertThat(value.has(required.asString()))
                        .as(where + "." + required)
                        .isTrue();
            }
        }
    }

    private void string(String text, String where) {
        if (node.has("format")) {
            switch (node.get("format").asString()) {
                case "date-time" ->
                    assertThat(OffsetDateTime.parse(text)).as(where).isNotNull();
                case "uuid" -> assertThat(UUID.fromString(text)).as(where).hasToString(text);
                default -> throw new AssertionError("No such format: " + node);
            }
        }
    }

    private Set<String> types() {
        Set<String> types = new HashSet<>();
        JsonNode type = node.get("type");
        if (type.isArray()) {
            type.forEach(one -> types.add(one.asString()));
        } else {
            types.add(type.asString());
        }
        return types;
    }

    private static String typeOf(JsonNode value) {
        if (value.isObject() || value.isArray() || value.isNull() || value.isBoolean()) {
            return value.getNodeType().name().toLowerCase(Locale.ROOT);
        }
        return value.isIntegralNumber() ? "integer" : "string";
    }
}

package io.ssouser.projections.store.mongodb;

import io.ssouser.projections.store.Collection;
import io.ssouser.projections.store.DeclaredFields;
import io.ssouser.projections.store.Document;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Takes the declared fields out of documents. */
final class FieldReader {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final DeclaredFields fields;

    FieldReader(DeclaredFields fields) {
        this.fields = fields;
    }

    /** @throws IllegalArgumentException when it is no object, lacks a field, or holds another kind of value there */
    BsonDocument read(Document document) {
        JsonNode root = parsed(document.json());
        BsonDocument found = new BsonDocument();
        fields.kinds().forEach((field, kind) -> {
            BsonValue value = value(root.path(field), kind);
            if (value == null) {
                throw new IllegalArgumentException("The document lacks a declared field: " + field);
            }
            found.append(field, value);
        });
        return found;
    }

    private static @Nullable BsonValue value(JsonNode node, Collection.Kind kind) {
        if (kind == Collection.Kind.TEXT) {
            return node.isString() ? new BsonString(node.stringValue()) : null;
        }
        return node.isIntegralNumber() && node.canConvertToLong() ? new BsonInt64(node.longValue()) : null;
    }

    /** Of what the parser says nothing is told: it quotes. */
    private static JsonNode parsed(String json) {
        try {
            JsonNode root = JSON.readTree(json);
            if (root.isObject()) {
                return root;
            }
        } catch (JacksonException e) {
            throw new IllegalArgumentException("The document is no JSON");
        }
        throw new IllegalArgumentException("The document is no JSON object");
    }
}

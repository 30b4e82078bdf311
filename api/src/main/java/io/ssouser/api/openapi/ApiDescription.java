package io.ssouser.api.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The OpenAPI 3.1 document of this service. It is kept by hand in {@code openapi.yaml}, where an operation names its body, its answer and
 * its errors in a word each ({@link OpenApiExpansion}). Made when it is first asked for.
 */
public final class ApiDescription {
    private static final String SOURCE = "/openapi/openapi.yaml";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String server;
    private byte @Nullable [] made;

    /** @param server where clients find the service */
    public ApiDescription(String server) {
        this.server = server;
    }

    /** The whole document. */
    public synchronized byte[] json() {
        byte[] document = made == null ? make() : made;
        made = document;
        return document;
    }

    private byte[] make() {
        ObjectNode document = source();
        document.putArray("servers").addObject().put("url", server);
        OpenApiExpansion openApiExpansion = OpenApiExpansion.takenFrom(document);
        for (JsonNode path : document.get("paths")) {
            path.propertyStream()
                    .filter(member -> member.getValue().isObject())
                    .forEach(member -> openApiExpansion.expand(member.getKey(), (ObjectNode) member.getValue()));
        }
        return JSON.writeValueAsBytes(document);
    }

    private static ObjectNode source() {
        try (InputStream source = ApiDescription.class.getResourceAsStream(SOURCE)) {
            Object yaml = new Yaml(new SafeConstructor(new LoaderOptions())).load(source);
            return JSON.valueToTree(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

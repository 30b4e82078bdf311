package io.ssouser.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The description is a valid OpenAPI document, judged by the schema that the OpenAPI Initiative publishes, and whole enough for tools. */
class OpenApiDocumentTest {
    private static final String OAS = "/openapi/oas-3.1-schema-2022-10-07.json";
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final JsonNode DOCUMENT =
            JsonMapper.shared().readTree(new ApiDescription("https://sso.example.org").json());

    @Test
    void the_document_is_valid_openapi() {
        assertThat(openApi().validate(DOCUMENT)).isEmpty();
    }

    @Test
    void a_summary_that_yaml_cut_in_pieces_is_found() {
        ObjectNode broken = (ObjectNode) DOCUMENT.deepCopy();
        ((ObjectNode) broken.at("/paths/~1api~1user/get")).putNull("renew or cancel");

        assertThat(openApi().validate(broken)).isNotEmpty();
    }

    @Test
    void every_schema_is_valid_json_schema() {
        Schema dialect = SCHEMAS.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

        for (JsonNode schema : DOCUMENT.findValues("schema")) {
            assertThat(dialect.validate(schema)).as(schema.toString()).isEmpty();
        }
        DOCUMENT.at("/components/schemas")
                .propertyStream()
                .forEach(schema -> assertThat(dialect.validate(schema.getValue()))
                        .as(schema.getKey())
                        .isEmpty());
    }

    @Test
    void every_property_that_a_schema_requires_is_defined() {
        for (JsonNode holder : DOCUMENT.findParents("required")) {
            JsonNode required = holder.get("required");
            Set<String> names = new TreeSet<>();
            (required.isArray() ? required : List.<JsonNode>of()).forEach(name -> names.add(name.asString()));
            assertThat(holder.path("properties").propertyNames())
                    .as(holder.toString())
                    .containsAll(names);
        }
    }

    @Test
    void every_reference_leads_somewhere() {
        for (JsonNode reference : DOCUMENT.findValues("$ref")) {
            assertThat(DOCUMENT.at(reference.asString().substring(1)).isMissingNode())
                    .as(reference.asString())
                    .isFalse();
        }
    }

    @Test
    void every_operation_says_what_it_is_for_and_how_it_refuses() {
        Set<String> ids = new TreeSet<>();
        operations().forEach(operation -> {
            String id = operation.path("operationId").asString("");
            assertThat(ids.add(id))
                    .as("operationId '%s' names one operation", id)
                    .isTrue();
            for (String text : List.of("summary", "description")) {
                assertThat(operation.path(text).asString(""))
                        .as(id + " " + text)
                        .isNotBlank();
            }
            assertThat(operation.get("responses").propertyNames()).as(id).anyMatch(status -> status.startsWith("4"));
        });
        assertThat(ids).hasSizeGreaterThan(50);
        assertThat(DOCUMENT.at("/info/contact/name").asString("")).isNotBlank();
    }

    private static Stream<JsonNode> operations() {
        return DOCUMENT.get("paths")
                .valueStream()
                .flatMap(path -> path.valueStream().filter(JsonNode::isObject));
    }

    private static Schema openApi() {
        return SCHEMAS.getSchema(OpenApiDocumentTest.class.getResourceAsStream(OAS));
    }
}

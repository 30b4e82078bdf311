package io.ssouser.api.openapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What stands in {@code openapi.yaml} in place of what OpenAPI would have written out at each operation: {@code x-body} and {@code x-answer}
 * name a schema, {@code x-errors} name errors, or groups of errors that come with a header that the caller may send. Each error is
 * told once, as status, code and message, and becomes an example of both forms in which errors leave. One error every operation has, without
 * naming it; the answers to HEAD have no content. {@code x-page}
 * names the statuses that a browser gets as a page.
 */
final class OpenApiExpansion {
    private static final String ON_EVERY_ROUTE = "broken-query";
    private static final String ANY_TIME = "2026-09-02T10:11:12.123456789+00:00";

    private final JsonNode errors;
    private final JsonNode groups;

    private OpenApiExpansion(JsonNode errors, JsonNode groups) {
        this.errors = errors;
        this.groups = groups;
    }

    static OpenApiExpansion takenFrom(ObjectNode document) {
        return new OpenApiExpansion(document.remove("x-errors"), document.remove("x-groups"));
    }

    void expand(String method, ObjectNode operation) {
        JsonNode body = operation.remove("x-body");
        if (body != null) {
            content(operation.putObject("requestBody").put("required", true), "application/json", body.asString());
        }
        JsonNode answer = operation.remove("x-answer");
        JsonNode named = operation.remove("x-errors");
        JsonNode page = operation.remove("x-page");
        ObjectNode responses = operation.withObjectProperty("responses");
        if (answer != null) {
            content(responses.putObject("200").put("description", "Done"), "application/json", answer.asString());
        }
        List<String> names = names(operation, named);
        names.add(ON_EVERY_ROUTE);
        byStatus(names).forEach((status, ofStatus) -> add(responses, status, ofStatus));
        if (page != null) {
            page.forEach(status -> page(responses, status.asString()));
        }
        ObjectNode anyOther = responses.putObject("default").put("description", "Any other error, in the same form");
        content(anyOther, "application/json", "Error");
        content(anyOther, "application/problem+json", "Problem");
        if (method.equals("head")) {
            responses.forEach(response -> ((ObjectNode) response).remove("content"));
        }
    }

    private static void page(ObjectNode responses, String status) {
        ObjectNode response = responses.withObjectProperty(status);
        if (!response.has("description")) {
            response.put(
                    "description", HttpStatus.valueOf(Integer.parseInt(status)).getReasonPhrase());
        }
        response.withObjectProperty("content")
                .putObject("text/html")
                .putObject("schema")
                .put("type", "string");
    }

    private static ObjectNode content(ObjectNode holder, String type, String schema) {
        ObjectNode content = holder.withObjectProperty("content").putObject(type);
        content.putObject("schema").put("$ref", "#/components/schemas/" + schema);
        return content;
    }

    private List<String> names(ObjectNode operation, @Nullable JsonNode named) {
        List<String> names = new ArrayList<>();
        for (JsonNode name : named == null ? List.<JsonNode>of() : named) {
            JsonNode group = groups.get(name.asString());
            if (group == null) {
                names.add(name.asString());
                continue;
            }
            group.get("errors").forEach(error -> names.add(error.asString()));
            if (group.has("parameter")) {
                operation
                        .withArrayProperty("parameters")
                        .addObject()
                        .put(
                                "$ref",
                                "#/components/parameters/"
                                        + group.get("parameter").asString());
            }
        }
        return names;
    }

    private Map<String, List<String>> byStatus(List<String> names) {
        Map<String, List<String>> byStatus = new TreeMap<>();
        for (String name : names) {
            if (!errors.has(name)) {
                throw new IllegalStateException("openapi.yaml tells no error " + name);
            }
            byStatus.computeIfAbsent(errors.get(name).get(0).asString(), status -> new ArrayList<>())
                    .add(name);
        }
        return byStatus;
    }

    private void add(ObjectNode responses, String status, List<String> names) {
        String title = HttpStatus.valueOf(Integer.parseInt(status)).getReasonPhrase();
        ObjectNode response = responses.putObject(status).put("description", title);
        ObjectNode envelopes = content(response, "application/json", "Error").putObject("examples");
        ObjectNode problems =
                content(response, "application/problem+json", "Problem").putObject("examples");
        for (String name : names) {
            String code = errors.get(name).get(1).asString();
            String message = errors.get(name).get(2).asString();
            envelopes
                    .putObject(name)
                    .putObject("value")
                    .put("error", message)
                    .put("error_code", code)
                    .put("timestamp", ANY_TIME);
            problems.putObject(name)
                    .putObject("value")
                    .put("type", "about:blank")
                    .put("title", title)
                    .put("status", Integer.parseInt(status))
                    .put("detail", message)
                    .put("error_code", code)
                    .put("timestamp", ANY_TIME);
        }
    }
}

package io.ssouser.app.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.app.journey.Browser;
import io.ssouser.app.journey.Browser.Reply;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds real answers to the description, and remembers which of the described ones were met. */
final class ApiWalk {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JsonNode document;
    private final Set<String> met = new TreeSet<>();

    ApiWalk(JsonNode document) {
        this.document = document;
    }

    /** One operation of the description. */
    record Operation(String method, String template, JsonNode described) {
        boolean tells(String error) {
            return described
                    .get("responses")
                    .valueStream()
                    .anyMatch(response ->
                            response.at("/content/application~1json/examples").has(error));
        }

        /** What the description has as an example of its body; null when it takes none. */
        @Nullable
        JsonNode body(JsonNode document) {
            JsonNode ref = described.at("/requestBody/content/application~1json/schema/$ref");
            return ref.isMissingNode() ? null : document.at(ref.asString().substring(1) + "/example");
        }

        @Override
        public String toString() {
            return method + " " + template;
        }
    }

    List<Operation> operations() {
        return document.get("paths")
                .propertyStream()
                .flatMap(path -> path.getValue()
                        .propertyStream()
                        .filter(operation -> operation.getValue().isObject())
                        .map(operation -> new Operation(
                                operation.getKey().toUpperCase(Locale.ROOT), path.getKey(), operation.getValue())))
                .toList();
    }

    /** Sends, and fails unless the answer is as described. */
    Reply call(Browser browser, String method, String path, @Nullable String body, String... headers) {
        Reply reply = browser.send(method, path, body, headers);
        hold(method, path, reply);
        return reply;
    }

    Reply call(Browser browser, String method, String path, Map<String, ?> body) {
        return call(browser, method, path, JSON.writeValueAsString(body));
    }

    /** Follows the link as a browser does, and fails unless the answer is as described. */
    void open(Browser browser, String path) {
        hold("GET", path, browser.open(path));
    }

    /** Posts the form of the page, and fails unless the answer is as described. */
    void submit(Browser browser, String path, Map<String, String> fields) {
        hold("POST", path, browser.submit(path, fields));
    }

    private void hold(String method, String path, Reply reply) {
        Operation operation = operationOf(method, path.replaceAll("\\?.*", ""));
        String where = operation + " " + reply.status() + " " + reply.body();
        JsonNode response = operation.described().get("responses").get(Integer.toString(reply.status()));
        assertThat(response).as(where + " is described").isNotNull();
        String key = operation + " " + reply.status();
        String type =
                Objects.requireNonNullElse(reply.header("Content-Type"), "").replaceAll(";.*", "");
        if (!response.has("content")) {
            assertThat(reply.body()).as(where).isEmpty();
            met.add(key);
            return;
        }
        JsonNode content = response.get("content").get(type);
        assertThat(content).as(where + " as " + type).isNotNull();
        if (!type.endsWith("json")) {
            met.add(key);
            return;
        }
        new Schema(document, content.get("schema")).holds(reply.json(), where);
        met.add(content.has("examples") ? key + " " + example(content.get("examples"), reply, where) : key);
    }

    private static String example(JsonNode examples, Reply reply, String where) {
        return examples.propertyStream()
                .filter(example -> isLike(example.getValue().get("value"), reply.json()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(where + " is none of " + examples.propertyNames()))
                .getKey();
    }

    private static boolean isLike(JsonNode example, JsonNode answer) {
        String message = example.get("error").asString();
        String pattern = Stream.of(message.split("\\{\\w+}", -1))
                .map(Pattern::quote)
                .reduce((a, b) -> a + ".+" + b)
                .orElseThrow();
        return example.get("error_code").equals(answer.get("error_code"))
                && answer.get("error").asString().matches(pattern);
    }

    /** The operation of that path; where several fit, the one that leaves the least open. */
    private Operation operationOf(String method, String path) {
        return operations().stream()
                .filter(operation -> operation.method().equals(method))
                .filter(operation -> path.matches(operation.template().replaceAll("\\{\\w+}", "[^/]+")))
                .min(Comparator.comparingLong(operation ->
                        operation.template().chars().filter(c -> c == '{').count()))
                .orElseThrow(() -> new AssertionError(method + " " + path + " is not described"));
    }

    /** What is described and was not met, but for errors of those names and answers of those operations. */
    Set<String> unmet(Set<String> elsewhere) {
        Set<String> unmet = new TreeSet<>();
        for (Operation operation : operations()) {
            operation
                    .described()
                    .get("responses")
                    .propertyStream()
                    .filter(response -> !response.getKey().equals("default"))
                    .forEach(response -> {
                        String key = operation + " " + response.getKey();
                        JsonNode examples = response.getValue().at("/content/application~1json/examples");
                        if (examples.isMissingNode()) {
                            unmet.add(key);
                        } else {
                            examples.propertyNames().stream()
                                    .filter(name -> !elsewhere.contains(name))
                                    .forEach(name -> unmet.add(key + " " + name));
                        }
                    });
        }
        unmet.removeAll(met);
        unmet.removeAll(elsewhere);
        return unmet;
    }
}

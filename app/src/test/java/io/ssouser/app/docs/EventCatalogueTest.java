package io.ssouser.app.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.ssouser.domain.Personal;
import io.ssouser.domain.Secret;
import io.ssouser.domain.StoredAs;
import io.ssouser.domain.email.EmailClaimEvent;
import io.ssouser.domain.identity.IdentityClaimEvent;
import io.ssouser.domain.subscription.SubscriptionEvent;
import io.ssouser.domain.user.UserEvent;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The catalogue in {@code docs/events.md} and the JSON Schema at {@code /openapi/events} are made of the sealed types of the events and of
 * their Javadoc. {@code -Dsso.docs.write=true} writes both anew.
 */
class EventCatalogueTest {
    private static final Path ROOT = Path.of("..");
    private static final Path DOCUMENT = ROOT.resolve("docs/events.md");
    private static final Path SCHEMAS = ROOT.resolve("api/src/main/resources/openapi/events.json");
    private static final String HEADING = "## Catalogue\n";
    private static final List<Class<?>> FAMILIES =
            List.of(UserEvent.class, EmailClaimEvent.class, IdentityClaimEvent.class, SubscriptionEvent.class);

    @Test
    void the_catalogue_says_what_the_events_are() throws IOException {
        String before = Files.readString(DOCUMENT);
        int start = before.indexOf(HEADING);
        assertThat(start).as("heading of the catalogue").isPositive();
        String expected = before.substring(0, start) + HEADING + catalogue();
        if (Boolean.getBoolean("sso.docs.write")) {
            Files.writeString(DOCUMENT, expected);
        }

        assertThat(before)
                .as("docs/events.md; write it anew with -Dsso.docs.write=true")
                .isEqualTo(expected);
    }

    @Test
    void the_json_schema_says_what_the_events_are() throws IOException {
        String before = Files.exists(SCHEMAS) ? Files.readString(SCHEMAS) : "";
        Map<Class<?>, String> descriptions = new LinkedHashMap<>();
        for (Class<?> family : FAMILIES) {
            String source = source(family);
            events(family)
                    .forEach(event -> descriptions.put(event, when(stored(event).value(), source)));
        }
        String expected =
                JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(EventSchemas.of(descriptions))
                        + "\n";
        if (Boolean.getBoolean("sso.docs.write")) {
            Files.writeString(SCHEMAS, expected);
        }

        assertThat(before)
                .as("openapi/events.json; write it anew with -Dsso.docs.write=true")
                .isEqualTo(expected);
    }

    static Stream<Class<?>> events() {
        return FAMILIES.stream().flatMap(family -> events(family).stream());
    }

    @ParameterizedTest
    @MethodSource("events")
    void the_approved_sample_of_an_event_is_valid_and_one_with_another_member_is_not(Class<?> event)
            throws IOException {
        StoredAs stored = stored(event);
        ObjectNode schema = (ObjectNode) JsonMapper.shared().readTree(SCHEMAS.toFile());
        schema.put("$ref", "#/$defs/" + stored.value());
        Schema validator = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema);
        ObjectNode sample = (ObjectNode) JsonMapper.shared()
                .readTree(ROOT.resolve("domain/src/test/resources/events")
                        .resolve(stored.value())
                        .resolve(stored.revision() + ".json")
                        .toFile());

        assertThat(validator.validate(sample)).isEmpty();
        assertThat(validator.validate(sample.put("more", 1))).isNotEmpty();
    }

    private static List<Class<?>> events(Class<?> family) {
        return Arrays.stream(family.getPermittedSubclasses())
                .sorted(Comparator.comparing(event -> stored(event).value()))
                .toList();
    }

    private static String source(Class<?> family) throws IOException {
        return Files.readString(
                ROOT.resolve("domain/src/main/java/" + family.getName().replace('.', '/') + ".java"));
    }

    private static String catalogue() throws IOException {
        StringBuilder text = new StringBuilder("""

                Every event has the user's id, or that of the claim or subscription. Fields marked **p** are personal: they are encrypted with the user's
                key and read as *erased* after an erasure. Fields marked **s** are secret: neither the audit trail nor an export shows them.

                | Name | Revision | Fields | When it happens |
                |---|---|---|---|
                """);
        for (Class<?> family : FAMILIES) {
            String source = source(family);
            for (Class<?> event : events(family)) {
                StoredAs stored = stored(event);
                text.append("| `%s` | %d | %s | %s |\n"
                        .formatted(stored.value(), stored.revision(), fields(event), when(stored.value(), source)));
            }
        }
        return text.toString();
    }

    private static StoredAs stored(Class<?> event) {
        return event.getAnnotation(StoredAs.class);
    }

    private static String fields(Class<?> event) {
        return Arrays.stream(event.getRecordComponents())
                .map(EventCatalogueTest::field)
                .collect(Collectors.joining(", "));
    }

    private static String field(RecordComponent component) {
        String marks = (component.isAnnotationPresent(Personal.class) ? " **p**" : "")
                + (component.getType().isAnnotationPresent(Secret.class) ? " **s**" : "");
        return "`" + component.getName() + "`: " + component.getType().getSimpleName() + marks;
    }

    /** The Javadoc up to its first tag. */
    private static String when(String name, String source) {
        Matcher javadoc = Pattern.compile(
                        "/\\*\\*((?:(?!\\*/).)*)\\*/\\s*@StoredAs\\((?:value = )?\"" + Pattern.quote(name) + "\"",
                        Pattern.DOTALL)
                .matcher(source);
        assertThat(javadoc.find()).as("Javadoc of " + name).isTrue();
        String said = javadoc.group(1)
                .replaceAll("(?m)^\\s*\\* ?", " ")
                .replaceAll("(?s)\\s@(param|see)\\b.*", "")
                .replaceAll("\\{@link #?([\\w.]+)\\}", "$1")
                .replaceAll("\\{@code ([^}]+)\\}", "`$1`")
                .replaceAll("</?\\w+>", "")
                .replaceAll("\\s+", " ")
                .strip();
        assertThat(said).as("sentence that says when " + name + " happens").isNotEmpty();
        return said;
    }
}

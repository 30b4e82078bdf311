package io.ssouser.api.docs;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The catalogue in {@code docs/events.md} is made of the sealed types of the events and of their Javadoc. {@code -Dsso.docs.write=true} writes it
 * anew.
 */
class EventCatalogueTest {
    private static final Path ROOT = Path.of("..");
    private static final Path DOCUMENT = ROOT.resolve("docs/events.md");
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

    private static String catalogue() throws IOException {
        StringBuilder text = new StringBuilder("""

                Every event has the account's id, or that of the claim or subscription. Fields marked **p** are personal: they are encrypted with the user's
                key and read as *erased* after an erasure. Fields marked **s** are secret: neither the audit trail nor an export shows them.

                | Name | Revision | Fields | When it happens |
                |---|---|---|---|
                """);
        for (Class<?> family : FAMILIES) {
            String source = Files.readString(
                    ROOT.resolve("domain/src/main/java/" + family.getName().replace('.', '/') + ".java"));
            List<Class<?>> events = Arrays.stream(family.getPermittedSubclasses())
                    .sorted(Comparator.comparing(event -> stored(event).value()))
                    .toList();
            for (Class<?> event : events) {
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

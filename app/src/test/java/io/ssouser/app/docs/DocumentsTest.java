package io.ssouser.app.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documents point at is there. */
class DocumentsTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern LINK = Pattern.compile("\\[([^\\]]*)\\]\\(([^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("(?s)```.*?```|`[^`\n]*`");

    private static Stream<Path> documents() throws IOException {
        try (Stream<Path> below = Files.walk(ROOT.resolve("docs"))) {
            List<Path> found = below.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
            assertThat(found).hasSizeGreaterThan(15);
            return Stream.concat(Stream.of(ROOT.resolve("README.md")), found.stream());
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void every_link_leads_somewhere(Path document) throws IOException {
        List<String> dead = links(CODE.matcher(Files.readString(document)).replaceAll(""))
                .map(link -> link.group(2))
                .filter(target -> !target.matches("\\w+:.*"))
                .filter(target -> !isThere(document, target))
                .toList();

        assertThat(dead).isEmpty();
    }

    /** A file that has the name of a type, and no longer declares it, is a step that went elsewhere. */
    @Test
    void every_step_of_the_walk_names_a_type_that_its_file_declares() throws IOException {
        Path walk = ROOT.resolve("docs/walk.md");
        List<MatchResult> steps = links(Files.readString(walk))
                .filter(link -> link.group(2).endsWith(".java") && link.group(1).matches("\\w+"))
                .toList();

        assertThat(steps).hasSizeGreaterThan(20);
        assertThat(steps)
                .allSatisfy(step -> assertThat(walk.resolveSibling(step.group(2)))
                        .content()
                        .containsPattern("(class|interface|record|enum) " + step.group(1) + "\\b"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "projections/src/test/java/io/ssouser/projections/mfaage/MfaAgeFold.java",
                "projections/src/test/java/io/ssouser/projections/mfaage/MfaAgeQueries.java",
                "application/src/test/java/io/ssouser/application/reaction/WhenBackupCodeUsedThenTellOwner.java"
            })
    void an_example_of_the_walk_is_code_that_is_compiled(String example) throws IOException {
        String file = Files.readString(ROOT.resolve(example));
        assertThat(Files.readString(ROOT.resolve("docs/walk.md"))).contains(file.substring(file.indexOf("/**")));
    }

    private static Stream<MatchResult> links(String text) {
        return LINK.matcher(text).results();
    }

    private static boolean isThere(Path document, String target) {
        String[] parts = target.split("#", 2);
        Path file = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]);
        return Files.exists(file) && (parts.length == 1 || headings(file).contains(parts[1]));
    }

    /** As GitHub makes anchors of headings. */
    private static List<String> headings(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith("#"))
                    .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
                    .map(heading -> heading.replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

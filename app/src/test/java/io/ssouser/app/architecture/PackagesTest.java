package io.ssouser.app.architecture;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.ssouser.domain.bite.east.East;
import io.ssouser.domain.bite.west.West;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** That packages and files stay small enough to be read, and that no two packages need each other. */
class PackagesTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final List<String> MODULES =
            List.of("domain", "eventstore", "application", "projections", "api", "app");

    private static final ArchRule NO_CIRCLES =
            slices().matching("io.ssouser.(**)").should().beFreeOfCycles();

    /** Each holds every message of the user in one place, as ADR 10 decides. */
    private static final List<String> WHOLE_CATALOGUES = List.of("UserCommand.java", "UserEvent.java");

    /** The parts of the aggregate see each other alone: elsewhere they would be public. */
    private static final List<String> WHOLE_AGGREGATES = List.of("domain/user");

    @Test
    void no_two_packages_need_each_other() {
        NO_CIRCLES.check(ArchitectureTest.PRODUCT);
    }

    @Test
    void two_packages_that_need_each_other_are_found() {
        assertThatThrownBy(() -> NO_CIRCLES.check(new ClassFileImporter().importClasses(East.class, West.class)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Cycle detected");
    }

    @Test
    void no_file_has_more_than_250_lines() {
        Map<String, Integer> lines = lines();
        WHOLE_CATALOGUES.forEach(lines::remove);

        assertThat(lines)
                .hasSizeGreaterThan(500)
                .allSatisfy((file, count) -> assertThat(count).as(file).isLessThanOrEqualTo(250));
    }

    @Test
    void half_of_the_files_have_60_lines_at_most_and_nine_of_ten_have_150() {
        List<Integer> counts = lines().values().stream().sorted().toList();

        assertThat(counts.get(counts.size() / 2)).isLessThanOrEqualTo(60);
        assertThat(counts.get(counts.size() * 9 / 10)).isLessThanOrEqualTo(150);
    }

    @Test
    void no_package_has_more_than_20_classes() {
        Map<String, Long> sizes = sources()
                .collect(Collectors.groupingBy(
                        file -> file.getParent().toString().replaceFirst(".*/io/ssouser/", ""),
                        TreeMap::new,
                        Collectors.counting()));
        WHOLE_AGGREGATES.forEach(sizes::remove);

        assertThat(sizes)
                .hasSizeGreaterThan(50)
                .allSatisfy((name, count) -> assertThat(count).as(name).isLessThanOrEqualTo(20));
    }

    private static Map<String, Integer> lines() {
        return sources()
                .collect(Collectors.toMap(
                        file -> file.getFileName().toString(), PackagesTest::linesOf, Integer::sum, TreeMap::new));
    }

    private static int linesOf(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return (int) lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> sources() {
        return MODULES.stream()
                .flatMap(module -> walk(ROOT.resolve(module).resolve("src/main/java")))
                .filter(file -> file.toString().endsWith(".java"))
                .filter(file -> !file.endsWith("package-info.java"));
    }

    private static Stream<Path> walk(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.ssouser.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One word for one thing: no two types of the product have the same simple name, unless one of them is private within its own. */
class UniqueNamesTest {
    @Test
    void no_simple_name_stands_for_two_types() {
        JavaClasses product = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(location -> !location.contains("-tests.jar"))
                .withImportOption(location -> !location.contains("__"))
                .importPackages("io.ssouser");

        assertThat(product).hasSizeGreaterThan(500);
        assertThat(repeated(product.stream())).isEmpty();
    }

    @Test
    void a_name_that_stands_for_two_types_is_found() {
        JavaClasses twins = new ClassFileImporter().importClasses(Left.Twin.class, Right.Twin.class);

        assertThat(repeated(twins.stream())).containsExactly("Twin");
    }

    private static Set<String> repeated(Stream<JavaClass> classes) {
        return classes
                .filter(type -> !type.isAnonymousClass() && !type.isLocalClass())
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .filter(type -> !Modifier.isPrivate(type.reflect().getModifiers()))
                .collect(Collectors.groupingBy(JavaClass::getSimpleName))
                .entrySet()
                .stream()
                .filter((Map.Entry<String, List<JavaClass>> named) ->
                        named.getValue().size() > 1)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    interface Left {
        record Twin() {}
    }

    interface Right {
        record Twin() {}
    }
}

package io.ssouser.app.architecture;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every house rule holds for the product, and bites a class that breaks it: a rule that cannot fail would pass for ever. */
class ArchitectureTest {
    static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            // What the build generates for the start.
            .withImportOption(location -> !location.contains("__"))
            .importPackages("io.ssouser");

    @ParameterizedTest
    @EnumSource
    void the_product_keeps_the_rule(HouseRule rule) {
        rule.rule().allowEmptyShould(false).check(PRODUCT);
    }

    @ParameterizedTest
    @EnumSource
    void the_rule_bites_a_class_that_breaks_it(HouseRule rule) {
        JavaClasses wrong = new ClassFileImporter().importClasses(rule.offender());
        ArchRule alone = rule.rule();

        assertThatThrownBy(() -> alone.check(wrong))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(rule.offender().getSimpleName());
    }
}

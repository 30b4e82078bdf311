package io.ssouser.application.vault.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each change of a state's shape, however deep, gives another revision. The states differ in their enclosing class alone. */
class StateShapeTest {
    static class Before {
        static final int NO_FIELD = 1;
        private String name;
        private Map<String, List<Part>> parts;

        record Part(int size, Kind kind) {}

        enum Kind {
            ROUND
        }
    }

    static class FieldMore extends Before {
        private boolean last;
    }

    static class FieldRenamed {
        private String title;
        private Map<String, List<Before.Part>> parts;
    }

    static class TypeChanged {
        private CharSequence name;
        private Map<String, List<Before.Part>> parts;
    }

    static class ArgumentChanged {
        private String name;
        private Map<String, List<Part>> parts;

        record Part(long size, Before.Kind kind) {}
    }

    static class ConstantMore {
        private String name;
        private Map<String, List<Part>> parts;

        record Part(int size, Kind kind) {}

        enum Kind {
            ROUND,
            SQUARE
        }
    }

    static class KindMore {
        private Shape shape;

        sealed interface Shape {}

        record Round(int radius) implements Shape {}
    }

    static class Loop {
        private List<Loop> inner;
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                FieldMore.class,
                FieldRenamed.class,
                TypeChanged.class,
                ArgumentChanged.class,
                ConstantMore.class,
                KindMore.class
            })
    void another_shape_has_another_revision(Class<?> changed) {
        assertThat(described(changed)).isNotEqualTo(described(Before.class));
        assertThat(StateShape.revisionOf(changed)).isNotEqualTo(StateShape.revisionOf(Before.class));
    }

    @Test
    void a_shape_has_one_revision() {
        assertThat(StateShape.revisionOf(Before.class)).isPositive().isEqualTo(StateShape.revisionOf(Before.class));
        assertThat(StateShape.revisionOf(Loop.class)).isPositive();
    }

    /** Without the names of the classes: those alone must not make the difference. */
    private static String described(Class<?> type) {
        return StateShape.describe(type).replaceAll("[\\w.]+\\$\\w+", "");
    }
}

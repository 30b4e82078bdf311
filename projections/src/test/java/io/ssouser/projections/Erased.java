package io.ssouser.projections;

import io.ssouser.domain.Personal;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/** Events as they are read once the key of their user is destroyed. */
final class Erased {
    private Erased() {}

    static Record withoutPersonal(Record event) {
        RecordComponent[] components = event.getClass().getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values = Arrays.stream(components)
                .map(component -> component.isAnnotationPresent(Personal.class) ? null : read(component, event))
                .toArray();
        try {
            return event.getClass().getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static Object read(RecordComponent component, Record event) {
        try {
            return component.getAccessor().invoke(event);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}

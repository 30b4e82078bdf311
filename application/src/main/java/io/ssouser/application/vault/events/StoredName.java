package io.ssouser.application.vault.events;

import io.ssouser.domain.Personal;
import io.ssouser.domain.StoredAs;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;

/**
 * How one class stands in the store.
 *
 * @param type always of the newest shape
 * @param stored name and revision
 * @param personal the components that are encrypted one by one; none for a snapshot
 * @param snapshot whether this is the state of an aggregate, which is encrypted as a whole
 */
record StoredName(Class<?> type, SerializedType stored, Set<String> personal, boolean snapshot) {

    static StoredName ofEvent(Class<?> type) {
        StoredAs as = type.getAnnotation(StoredAs.class);
        if (as == null) {
            throw new IllegalArgumentException(type.getName() + " lacks @StoredAs");
        }
        return new StoredName(type, stored(as.value(), as.revision()), personalOf(type), false);
    }

    static StoredName ofSnapshot(Class<?> type, String name, int revision) {
        return new StoredName(type, stored(name, revision), Set.of(), true);
    }

    boolean isAlso(SerializedType other) {
        return stored.equals(other);
    }

    private static SerializedType stored(String name, int revision) {
        return new SimpleSerializedType(name, Integer.toString(revision));
    }

    private static Set<String> personalOf(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .filter(component -> component.isAnnotationPresent(Personal.class))
                .map(RecordComponent::getName)
                .collect(Collectors.toUnmodifiableSet());
    }
}

package io.ssouser.application.vault.events;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.serialization.SerializedType;

/** Which class stands in the store under which name: of every event, and of the snapshots. Built once, at start. */
public final class StoredNames {
    private final Map<String, StoredName> byName = new HashMap<>();
    private final Map<Class<?>, StoredName> byClass = new HashMap<>();

    StoredNames() {}

    /**
     * The events of these sealed interfaces.
     *
     * @throws IllegalArgumentException when an event has no stored name, or one that another has too
     */
    public static StoredNames ofEvents(Class<?>... sealedInterfaces) {
        StoredNames names = new StoredNames();
        Arrays.stream(sealedInterfaces)
                .flatMap(StoredNames::leaves)
                .map(StoredName::ofEvent)
                .forEach(names::add);
        return names;
    }

    /** Also the state of an aggregate. Its revision is that of its {@link StateShape}; a state of any other is passed over. */
    public StoredNames withSnapshot(Class<?> aggregate, String name) {
        StoredNames more = new StoredNames();
        byName.values().forEach(more::add);
        more.add(StoredName.ofSnapshot(aggregate, name, StateShape.revisionOf(aggregate)));
        return more;
    }

    Optional<StoredName> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Empty when the name is unknown, or known with another revision. */
    Optional<StoredName> of(SerializedType stored) {
        return named(stored.getName()).filter(name -> name.isAlso(stored));
    }

    Optional<StoredName> of(Class<?> type) {
        return Optional.ofNullable(byClass.get(type));
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(StoredNames::leaves)
                : Stream.of(type);
    }

    void add(StoredName name) {
        StoredName other = byName.put(name.stored().getName(), name);
        if (other != null) {
            throw new IllegalArgumentException(
                    other.type().getName() + " and " + name.type().getName() + " are both stored as "
                            + name.stored().getName());
        }
        byClass.put(name.type(), name);
    }
}

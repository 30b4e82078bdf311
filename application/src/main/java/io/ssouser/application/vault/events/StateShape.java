package io.ssouser.application.vault.events;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The shape of an aggregate's state: the names and types of its fields, of their fields, and so on down to the types of the JDK. It gives
 * snapshots their revision, so that no one has to remember to raise a number. It does not see a change of meaning: a field that means
 * something else from now on needs another name.
 */
final class StateShape {
    private final Set<Class<?>> seen = new HashSet<>();

    private StateShape() {}

    /** The first 31 bits of the SHA-256 of the shape; the same on every JDK, whatever order the fields are declared in. */
    static int revisionOf(Class<?> aggregate) {
        byte[] shape = describe(aggregate).getBytes(StandardCharsets.UTF_8);
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(shape))
                            .getInt()
                    & Integer.MAX_VALUE;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** As {@code io.ssouser.Example{name: java.lang.String}}. */
    static String describe(Class<?> state) {
        return new StateShape().of(state);
    }

    private String of(Type type) {
        if (type instanceof ParameterizedType generic) {
            return Arrays.stream(generic.getActualTypeArguments())
                    .map(this::of)
                    .collect(Collectors.joining(", ", of(generic.getRawType()) + "<", ">"));
        }
        return type instanceof Class<?> named ? of(named) : type.getTypeName();
    }

    private String of(Class<?> type) {
        boolean isOurs =
                !type.isPrimitive() && !type.isArray() && !type.getName().startsWith("java.");
        if (!isOurs || !seen.add(type)) {
            return type.getTypeName();
        }
        if (type.isEnum()) {
            return type.getName() + Arrays.toString(type.getEnumConstants());
        }
        Stream<String> fields = Stream.<Class<?>>iterate(type, Class::getSuperclass)
                .takeWhile(ancestor -> ancestor != null && !ancestor.getName().startsWith("java."))
                .flatMap(ancestor -> Arrays.stream(ancestor.getDeclaredFields()))
                .filter(field -> !Modifier.isStatic(field.getModifiers()))
                .sorted(Comparator.comparing(Field::getName))
                .map(field -> field.getName() + ": " + of(field.getGenericType()));
        Stream<String> kinds =
                type.isSealed() ? Arrays.stream(type.getPermittedSubclasses()).map(this::of) : Stream.of();
        return Stream.concat(fields, kinds).collect(Collectors.joining("; ", type.getName() + "{", "}"));
    }
}

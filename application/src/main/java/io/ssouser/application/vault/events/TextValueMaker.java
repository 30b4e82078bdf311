package io.ssouser.application.vault.events;

import io.ssouser.domain.TextValue;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** The canonical constructor of one kind of text value. */
final class TextValueMaker {
    private final MethodHandle constructor;

    TextValueMaker(Class<?> type) {
        try {
            this.constructor = MethodHandles.publicLookup()
                    .findConstructor(type, MethodType.methodType(void.class, String.class))
                    .asType(MethodType.methodType(Object.class, String.class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(type + " is no public record of one text", e);
        }
    }

    static boolean makes(Class<?> type) {
        return TextValue.class.isAssignableFrom(type) && type.isRecord();
    }

    Object of(String text) {
        try {
            return (Object) constructor.invokeExact(text);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("A constructor threw a checked exception", e);
        }
    }
}

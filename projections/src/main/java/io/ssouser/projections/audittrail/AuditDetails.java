package io.ssouser.projections.audittrail;

import io.ssouser.domain.Personal;
import io.ssouser.domain.Secret;
import io.ssouser.domain.StoredAs;
import io.ssouser.domain.TextValue;
import io.ssouser.domain.email.EmailClaimEvent;
import io.ssouser.domain.identity.IdentityClaimEvent;
import io.ssouser.domain.subscription.SubscriptionEvent;
import io.ssouser.domain.user.UserEvent;
import io.ssouser.projections.fold.CannotApply;
import io.ssouser.projections.store.DocumentJson;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an event says, for people: each component by its name, but for the user itself and for what is {@link Secret}. A component that is
 * neither secret nor of a kind known here is refused: a new kind is not printed because nobody thought of it.
 */
final class AuditDetails {
    static final List<Class<?>> EVENTS = Stream.of(
                    UserEvent.class, EmailClaimEvent.class, SubscriptionEvent.class, IdentityClaimEvent.class)
            .<Class<?>>flatMap(family -> Arrays.stream(family.getPermittedSubclasses()))
            .toList();

    private static final String USER = "userId";

    /** By the event's stored name. */
    private static final Map<String, Set<String>> PERSONAL = EVENTS.stream()
            .collect(Collectors.toMap(
                    event -> event.getAnnotation(StoredAs.class).value(), AuditDetails::personalComponents));

    private AuditDetails() {}

    /**
     * Of the form of all details, from 1: another one as soon as an event has another shape. Details of the older shape may not stay: an
     * erasure looks for what is personal by the names of the newest.
     */
    static int versionOf(List<Class<?>> events) {
        return 1
                + events.stream()
                        .mapToInt(event -> event.getAnnotation(StoredAs.class).revision() - 1)
                        .sum();
    }

    /** The names of the details that are personal, none for an event of another name. */
    static Set<String> personalIn(String storedName) {
        return PERSONAL.getOrDefault(storedName, Set.of());
    }

    private static Set<String> personalComponents(Class<?> event) {
        return Arrays.stream(event.getRecordComponents())
                .filter(component -> component.isAnnotationPresent(Personal.class))
                .map(component -> snakeCase(component.getName()))
                .collect(Collectors.toUnmodifiableSet());
    }

    static Map<String, @Nullable Object> of(Object event) {
        if (!(event instanceof Record)) {
            throw new CannotApply("not a record: " + event.getClass().getName());
        }
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        for (RecordComponent component : event.getClass().getRecordComponents()) {
            boolean isSecret = component.getType().isAnnotationPresent(Secret.class);
            if (!isSecret && !component.getName().equals(USER)) {
                details.put(snakeCase(component.getName()), value(event, component));
            }
        }
        return details;
    }

    private static String snakeCase(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private static @Nullable Object value(Object event, RecordComponent component) {
        Object value = read(event, component);
        if (value == null || value instanceof Number || value instanceof Boolean) {
            return value;
        }
        if (value instanceof TextValue text) {
            return text.value();
        }
        if (value instanceof Instant instant) {
            return DocumentJson.text(instant);
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        throw new CannotApply("of " + component.getName() + " nobody has decided whether it is a secret: "
                + component.getType().getName() + " in " + event.getClass().getName());
    }

    private static @Nullable Object read(Object event, RecordComponent component) {
        try {
            return component.getAccessor().invoke(event);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new CannotApply("cannot read " + component.getName() + " of "
                    + event.getClass().getName());
        }
    }
}

package io.ssouser.application.vault.events;

import io.ssouser.domain.Personal;
import io.ssouser.domain.TextValue;
import io.ssouser.domain.email.EmailClaimEvent;
import io.ssouser.domain.identity.IdentityClaimEvent;
import io.ssouser.domain.subscription.SubscriptionEvent;
import io.ssouser.domain.user.UserEvent;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;

/** One instance of every event there is, each text in it told apart by the name of its component. */
final class EventSamples {
    static final StoredNames NAMES = StoredNames.ofEvents(
            UserEvent.class, EmailClaimEvent.class, SubscriptionEvent.class, IdentityClaimEvent.class);
    /** Stands in every personal text, beside characters that JSON must escape. */
    static final String CANARY = "canary\"\\\u0001é\ud83d\ude00";

    private EventSamples() {}

    static Stream<Object> all() {
        return Stream.of(UserEvent.class, EmailClaimEvent.class, SubscriptionEvent.class, IdentityClaimEvent.class)
                .flatMap(type -> Arrays.stream(type.getPermittedSubclasses()))
                .map(EventSamples::sampleOf);
    }

    private static Object sampleOf(Class<?> event) {
        RecordComponent[] components = event.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values = Arrays.stream(components).map(EventSamples::valueOf).toArray();
        return made(event, types, values);
    }

    private static Object valueOf(RecordComponent component) {
        Class<?> type = component.getType();
        if (TextValue.class.isAssignableFrom(type)) {
            boolean personal = component.isAnnotationPresent(Personal.class);
            return made(type, new Class<?>[] {String.class}, (personal ? CANARY : "plain") + component.getName());
        }
        if (type == Instant.class) {
            return Instant.parse("2026-11-24T10:11:12.123456Z");
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        if (type == long.class) {
            return 59_000_000L;
        }
        if (type == int.class) {
            return 7;
        }
        throw new IllegalArgumentException("No sample of " + component);
    }

    private static Object made(Class<?> type, Class<?>[] parameters, Object... values) {
        try {
            return type.getConstructor(parameters).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(type.getName(), e);
        }
    }
}

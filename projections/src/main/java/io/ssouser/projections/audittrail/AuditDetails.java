package io.ssouser.projections.audittrail;

import io.ssouser.domain.TextValue;
import io.ssouser.domain.mfa.BackupCodeHashes;
import io.ssouser.domain.mfa.TotpSecret;
import io.ssouser.domain.password.PasswordHash;
import io.ssouser.domain.user.UserId;
import io.ssouser.projections.CannotApply;
import io.ssouser.projections.store.DocumentJson;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an event says, for people: each component by its name, but for the account itself and for what must stay secret. */
final class AuditDetails {
    private static final Set<Class<?>> SECRET = Set.of(PasswordHash.class, TotpSecret.class, BackupCodeHashes.class);

    private AuditDetails() {}

    static Map<String, @Nullable Object> of(Object event) {
        if (!(event instanceof Record)) {
            throw new CannotApply("not a record: " + event.getClass().getName());
        }
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        for (RecordComponent component : event.getClass().getRecordComponents()) {
            if (!SECRET.contains(component.getType()) && component.getType() != UserId.class) {
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
        return value.toString();
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

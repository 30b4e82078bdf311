package io.ssouser.projections.audittrail;

import io.ssouser.domain.UserId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened to a user, as an auditor reads it. Texts from the event's metadata are null when the event has none; personal
 * ones are null once the user is erased.
 *
 * @param position in the log, from 0
 * @param id of the event
 * @param userId the user to whom it was done
 * @param type stored name, as {@code user.password-changed}
 * @param actor a user's id, {@code system} or {@code anonymous}
 * @param details what the event says besides, by snake case name: texts, numbers, booleans, instants as RFC 3339, or null; no secret and
 *     no hash
 */
public record AuditEvent(
        long position,
        String id,
        UserId userId,
        String type,
        Instant time,
        @Nullable String actor,
        @Nullable String session,
        @Nullable String device,
        @Nullable String request,
        @Nullable String correlation,
        @Nullable String causation,
        @Nullable String ip,
        @Nullable String userAgent,
        Map<String, @Nullable Object> details) {
    /** The name of the read model. */
    public static final String NAME = "audit-trail";

    /** The same event as it is read once its user is erased. */
    AuditEvent withoutPersonal() {
        Map<String, @Nullable Object> left = new LinkedHashMap<>(details);
        AuditDetails.personalIn(type).forEach(name -> left.replace(name, null));
        return new AuditEvent(
                position,
                id,
                userId,
                type,
                time,
                actor,
                session,
                device,
                request,
                correlation,
                causation,
                null,
                null,
                left);
    }

    @Override
    public String toString() {
        return "AuditEvent[hidden]";
    }
}

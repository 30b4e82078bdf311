package io.ssouser.api.audit;

import io.ssouser.api.conventions.Ids;
import io.ssouser.api.conventions.LogPositions;
import io.ssouser.domain.UserId;
import io.ssouser.projections.audittrail.AuditCursor;
import io.ssouser.projections.audittrail.AuditEvent;
import io.ssouser.projections.audittrail.AuditPage;
import io.ssouser.projections.audittrail.UnreadableCursor;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A page of the user's own trail. The positions in it and the cursor are encrypted.
 *
 * @param next asks for the page behind this one; null when there is none
 */
public record OwnTrail(List<Event> events, @Nullable String next) {
    /**
     * As {@link AuditEvent}, but for the position. Of what another user did, as whoever may read every trail, it says who that was, and
     * not from where.
     */
    public record Event(
            String position,
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
        public static Event of(AuditEvent event, LogPositions positions) {
            boolean byAnother = isUser(event.actor()) && !event.userId().value().equals(event.actor());
            return new Event(
                    positions.encrypted(event.position()),
                    event.id(),
                    event.userId(),
                    event.type(),
                    event.time(),
                    event.actor(),
                    byAnother ? null : event.session(),
                    byAnother ? null : event.device(),
                    event.request(),
                    event.correlation(),
                    event.causation(),
                    byAnother ? null : event.ip(),
                    byAnother ? null : event.userAgent(),
                    event.details());
        }

        /** Or {@code system}, or {@code anonymous}. */
        private static boolean isUser(@Nullable String actor) {
            return actor != null && Ids.uuid(actor).isPresent();
        }

        @Override
        public String toString() {
            return "Event[hidden]";
        }
    }

    public static OwnTrail of(AuditPage page, LogPositions positions) {
        List<AuditEvent> events = page.events();
        return new OwnTrail(
                events.stream().map(event -> Event.of(event, positions)).toList(),
                page.next() == null
                        ? null
                        : positions.encrypted(events.get(events.size() - 1).position()));
    }

    /**
     * The trail's own cursor for one that {@link #of} gave.
     *
     * @throws UnreadableCursor for any other text
     */
    static @Nullable String cursor(@Nullable String next, LogPositions positions) {
        if (next == null) {
            return null;
        }
        OptionalLong position = positions.decrypted(next);
        return AuditCursor.of(position.orElseThrow(UnreadableCursor::new));
    }
}

package io.ssouser.projections.audittrail;

import io.ssouser.domain.UserId;
import io.ssouser.projections.ReadModelQuery;
import java.time.Instant;
import org.axonframework.messaging.responsetypes.ResponseType;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.jspecify.annotations.Nullable;

/**
 * Asks for an {@link AuditPage}, newest first; what is null does not narrow.
 *
 * @param type stored name
 * @param from inclusive
 * @param to exclusive
 * @param after {@link AuditPage#next} of the page before
 * @param limit events on a page, 1 to 999
 * @throws IllegalArgumentException when the limit is left
 */
public record FindAuditEvents(
        @Nullable UserId userId,
        @Nullable String type,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String after,
        int limit)
        implements ReadModelQuery<AuditPage> {
    private static final int LARGEST_PAGE = 999;

    public FindAuditEvents {
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw new IllegalArgumentException("A page holds 1 to " + LARGEST_PAGE + " events");
        }
    }

    @Override
    public String readModel() {
        return AuditEvent.NAME;
    }

    @Override
    public @Nullable String stream() {
        return userId == null ? null : userId.value();
    }

    @Override
    public ResponseType<AuditPage> answer() {
        return ResponseTypes.instanceOf(AuditPage.class);
    }
}

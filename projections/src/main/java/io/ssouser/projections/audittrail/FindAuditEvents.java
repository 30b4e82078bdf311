package io.ssouser.projections.audittrail;

import io.ssouser.domain.user.UserId;
import java.time.Instant;
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
        int limit) {
    private static final int LARGEST_PAGE = 999;

    public FindAuditEvents {
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw new IllegalArgumentException("A page holds 1 to " + LARGEST_PAGE + " events");
        }
    }
}

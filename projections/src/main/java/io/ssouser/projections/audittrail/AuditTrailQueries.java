package io.ssouser.projections.audittrail;

import io.ssouser.projections.store.DocumentJson;
import io.ssouser.projections.store.DocumentStore;
import io.ssouser.projections.store.Documents;
import io.ssouser.projections.store.Query;
import io.ssouser.projections.store.Query.Condition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;

/** Answers for the trail. */
public final class AuditTrailQueries {
    private final Documents<AuditEvent> trail;

    public AuditTrailQueries(DocumentStore store) {
        this.trail = new Documents<>(store, new AuditTrailFold().collection(), AuditEvent.class);
    }

    /** @throws UnreadableCursor when {@code after} is not one that a page gave */
    @QueryHandler
    public AuditPage answer(FindAuditEvents query) {
        // One more than asked for tells whether there is a page behind.
        List<AuditEvent> found = trail.find(documents(query, query.limit() + 1));
        if (found.size() <= query.limit()) {
            return new AuditPage(found, null);
        }
        List<AuditEvent> page = found.subList(0, query.limit());
        return new AuditPage(page, AuditCursor.of(page.get(page.size() - 1).position()));
    }

    /**
     * Documents of one user, or of one type, are ordered by that field, which is the same in all of them, and so by id, which is the
     * position: the index of the field gives the page without sorting.
     */
    private static Query documents(FindAuditEvents query, int limit) {
        List<Condition> conditions = new ArrayList<>();
        String orderBy = AuditTrailFold.POSITION;
        Object orderValue = null;
        if (query.type() != null) {
            orderBy = AuditTrailFold.TYPE;
            orderValue = query.type();
            conditions.add(new Query.Equals(orderBy, orderValue));
        }
        if (query.userId() != null) {
            orderBy = AuditTrailFold.USER;
            orderValue = query.userId().value();
            conditions.add(new Query.Equals(orderBy, orderValue));
        }
        if (query.from() != null || query.to() != null) {
            conditions.add(new Query.Range(AuditTrailFold.TIME, text(query.from()), text(query.to())));
        }
        return new Query(conditions, orderBy, true, cursor(query.after(), orderValue), 0, limit);
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : DocumentJson.text(instant);
    }

    private static Query.@Nullable Cursor cursor(@Nullable String after, @Nullable Object orderValue) {
        if (after == null) {
            return null;
        }
        long position = AuditCursor.positionIn(after);
        return new Query.Cursor(orderValue == null ? (Object) position : orderValue, AuditTrailFold.id(position));
    }
}

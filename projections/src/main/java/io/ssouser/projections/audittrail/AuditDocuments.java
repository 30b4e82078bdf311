package io.ssouser.projections.audittrail;

import io.ssouser.domain.user.UserId;
import io.ssouser.projections.store.Collection;
import io.ssouser.projections.store.Collection.Field;
import io.ssouser.projections.store.Collection.Kind;
import io.ssouser.projections.store.DocumentStore;
import io.ssouser.projections.store.Documents;
import io.ssouser.projections.store.Query;
import java.util.ArrayList;
import java.util.List;

/** How the trail is kept: ids are positions of equal width, so the order of ids is the order of the log. */
final class AuditDocuments {
    static final String USER = "user_id";
    static final String TYPE = "type";
    static final String TIME = "time";
    static final String POSITION = "position";

    private static final int AT_ONCE = 1_000;

    private static final Collection COLLECTION = new Collection(
            AuditEvent.NAME,
            List.of(
                    new Field(USER, Kind.TEXT),
                    new Field(TYPE, Kind.TEXT),
                    new Field(TIME, Kind.TEXT),
                    new Field(POSITION, Kind.INTEGER)));

    private AuditDocuments() {}

    static Documents<AuditEvent> in(DocumentStore store) {
        return new Documents<>(store, COLLECTION, AuditEvent.class);
    }

    static String id(long position) {
        return "%019d".formatted(position);
    }

    static List<AuditEvent> allOf(UserId user, Documents<AuditEvent> trail) {
        List<AuditEvent> all = new ArrayList<>();
        List<AuditEvent> some;
        do {
            Query.Cursor last = all.isEmpty()
                    ? null
                    : new Query.Cursor(user.value(), id(all.get(all.size() - 1).position()));
            some = trail.find(new Query(List.of(new Query.Equals(USER, user.value())), USER, false, last, 0, AT_ONCE));
            all.addAll(some);
        } while (some.size() == AT_ONCE);
        return all;
    }
}

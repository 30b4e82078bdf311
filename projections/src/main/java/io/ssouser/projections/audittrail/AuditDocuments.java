package io.ssouser.projections.audittrail;

import io.ssouser.projections.store.Collection;
import io.ssouser.projections.store.Collection.Field;
import io.ssouser.projections.store.Collection.Kind;
import io.ssouser.projections.store.DocumentStore;
import io.ssouser.projections.store.Documents;
import java.util.List;

/** How the trail is kept: ids are positions of equal width, so the order of ids is the order of the log. */
final class AuditDocuments {
    static final String USER = "user_id";
    static final String TYPE = "type";
    static final String TIME = "time";
    static final String POSITION = "position";

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
}

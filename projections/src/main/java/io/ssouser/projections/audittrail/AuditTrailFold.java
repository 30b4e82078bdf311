package io.ssouser.projections.audittrail;

import io.ssouser.domain.Provenance;
import io.ssouser.domain.StoredAs;
import io.ssouser.domain.user.UserEvent.UserErased;
import io.ssouser.projections.fold.CannotApply;
import io.ssouser.projections.fold.Fold;
import io.ssouser.projections.fold.RecordedEvent;
import io.ssouser.projections.store.Collection.Field;
import io.ssouser.projections.store.Collection.Kind;
import io.ssouser.projections.store.Query;
import java.util.List;
import java.util.Optional;

/**
 * One {@link AuditEvent} for every event of the log: a new kind of event needs nothing here. Ids are positions of equal width, so the order
 * of ids is the order of the log. An event that changes its shape changes its details, so the trail is built anew. Of an erased user, what
 * happened and who did it stay; what is personal goes.
 */
public final class AuditTrailFold extends Fold<AuditEvent> {
    static final String USER = "user_id";
    static final String TYPE = "type";
    static final String TIME = "time";
    static final String POSITION = "position";

    public AuditTrailFold() {
        this(AuditDetails.EVENTS);
    }

    AuditTrailFold(List<Class<?>> events) {
        super(
                AuditEvent.NAME,
                AuditDetails.versionOf(events),
                AuditEvent.class,
                new Field(USER, Kind.TEXT),
                new Field(TYPE, Kind.TEXT),
                new Field(TIME, Kind.TEXT),
                new Field(POSITION, Kind.INTEGER));
        otherwise((none, event, at) -> audited(event, at));
        on(UserErased.class, (kept, event, at) -> (kept == null ? audited(event, at) : kept).withoutPersonal());
    }

    @Override
    public String key(RecordedEvent event) {
        return id(event.position());
    }

    @Override
    public Optional<Query.Equals> others(RecordedEvent event) {
        return event.payload() instanceof UserErased erased
                ? Optional.of(new Query.Equals(USER, erased.userId().value()))
                : Optional.empty();
    }

    static String id(long position) {
        return "%019d".formatted(position);
    }

    private static AuditEvent audited(Object event, RecordedEvent at) {
        return new AuditEvent(
                at.position(),
                at.id(),
                userOf(event),
                storedName(event),
                at.time(),
                at.text(Provenance.ACTOR),
                at.text(Provenance.SESSION),
                at.text(Provenance.DEVICE),
                at.text(Provenance.REQUEST),
                at.text(Provenance.CORRELATION),
                at.text(Provenance.CAUSATION),
                at.text(Provenance.IP),
                at.text(Provenance.USER_AGENT),
                AuditDetails.of(event));
    }

    private static String storedName(Object event) {
        StoredAs stored = event.getClass().getAnnotation(StoredAs.class);
        if (stored == null) {
            throw new CannotApply("no stored name: " + event.getClass().getName());
        }
        return stored.value();
    }
}

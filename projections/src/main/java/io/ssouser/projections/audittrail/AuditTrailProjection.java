package io.ssouser.projections.audittrail;

import io.ssouser.domain.Provenance;
import io.ssouser.domain.StoredAs;
import io.ssouser.domain.email.EmailClaimEvent;
import io.ssouser.domain.identity.IdentityClaimEvent;
import io.ssouser.domain.subscription.SubscriptionEvent;
import io.ssouser.domain.user.UserEvent;
import io.ssouser.domain.user.UserEvent.UserErased;
import io.ssouser.domain.user.UserId;
import io.ssouser.projections.CannotApply;
import io.ssouser.projections.Projection;
import io.ssouser.projections.store.DocumentStore;
import io.ssouser.projections.store.Documents;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;

/** Keeps one {@link AuditEvent} for every event of the log: a new kind of event needs nothing here. */
public final class AuditTrailProjection extends Projection {
    private final Documents<AuditEvent> trail;

    public AuditTrailProjection(DocumentStore store) {
        this(AuditDocuments.in(store));
    }

    private AuditTrailProjection(Documents<AuditEvent> trail) {
        super(AuditEvent.NAME, trail);
        this.trail = trail;
    }

    @Override
    protected void onOther(Object event, TrackedEventMessage<?> message) {
        save(told(event, message), message);
    }

    /** What happened stays told, and who did it; from where, and what it said of the person, is gone. */
    @Override
    protected void erase(UserErased event, TrackedEventMessage<?> message) {
        AuditDocuments.allOf(event.userId(), trail).forEach(before -> save(before.withoutPersonal(), message));
        save(told(event, message).withoutPersonal(), message);
    }

    private void save(AuditEvent told, TrackedEventMessage<?> because) {
        trail.save(AuditDocuments.id(told.position()), positionOf(because), told);
    }

    private static AuditEvent told(Object event, TrackedEventMessage<?> message) {
        MetaData metaData = message.getMetaData();
        return new AuditEvent(
                positionOf(message),
                message.getIdentifier(),
                accountOf(event),
                storedName(event),
                message.getTimestamp(),
                text(metaData, Provenance.ACTOR),
                text(metaData, Provenance.SESSION),
                text(metaData, Provenance.DEVICE),
                text(metaData, Provenance.REQUEST),
                text(metaData, Provenance.CORRELATION),
                text(metaData, Provenance.CAUSATION),
                text(metaData, Provenance.IP),
                text(metaData, Provenance.USER_AGENT),
                AuditDetails.of(event));
    }

    private static UserId accountOf(Object event) {
        if (event instanceof UserEvent userEvent) {
            return userEvent.userId();
        }
        if (event instanceof EmailClaimEvent claimEvent) {
            return claimEvent.userId();
        }
        if (event instanceof SubscriptionEvent subscriptionEvent) {
            return subscriptionEvent.userId();
        }
        if (event instanceof IdentityClaimEvent claimEvent) {
            return claimEvent.userId();
        }
        throw new CannotApply("of no account: " + event.getClass().getName());
    }

    private static String storedName(Object event) {
        StoredAs stored = event.getClass().getAnnotation(StoredAs.class);
        if (stored == null) {
            throw new CannotApply("no stored name: " + event.getClass().getName());
        }
        return stored.value();
    }

    private static @Nullable String text(MetaData metaData, String key) {
        return (String) metaData.get(key);
    }
}

package io.ssouser.projections.mfastatus;

import io.ssouser.domain.user.UserEvent;
import io.ssouser.domain.user.UserEvent.BackupCodeUsed;
import io.ssouser.domain.user.UserEvent.BackupCodesGenerated;
import io.ssouser.domain.user.UserEvent.MfaDisabled;
import io.ssouser.domain.user.UserEvent.MfaEnabled;
import io.ssouser.domain.user.UserEvent.UserErased;
import io.ssouser.projections.Projection;
import io.ssouser.projections.store.DocumentStore;
import io.ssouser.projections.store.Documents;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackedEventMessage;

/** Keeps one {@link SecondFactor} an account that ever had one. */
public final class MfaStatusProjection extends Projection {
    private final Documents<SecondFactor> factors;

    public MfaStatusProjection(DocumentStore store) {
        this(SecondFactor.in(store));
    }

    private MfaStatusProjection(Documents<SecondFactor> factors) {
        super(MfaStatus.NAME, factors);
        this.factors = factors;
    }

    @EventHandler
    void on(MfaEnabled event, TrackedEventMessage<?> message) {
        save(event, message, new SecondFactor(true, kept(event).backupCodesLeft()));
    }

    @EventHandler
    void on(BackupCodesGenerated event, TrackedEventMessage<?> message) {
        save(event, message, new SecondFactor(kept(event).enabled(), event.count()));
    }

    @EventHandler
    void on(BackupCodeUsed event, TrackedEventMessage<?> message) {
        SecondFactor before = kept(event);
        save(event, message, new SecondFactor(before.enabled(), before.backupCodesLeft() - 1));
    }

    @EventHandler
    void on(MfaDisabled event, TrackedEventMessage<?> message) {
        save(event, message, SecondFactor.OFF);
    }

    @Override
    protected void erase(UserErased event, TrackedEventMessage<?> message) {
        factors.delete(event.userId().value(), positionOf(message));
    }

    private SecondFactor kept(UserEvent event) {
        return factors.find(event.userId().value()).orElse(SecondFactor.OFF);
    }

    private void save(UserEvent event, TrackedEventMessage<?> message, SecondFactor factor) {
        factors.save(event.userId().value(), positionOf(message), factor);
    }
}

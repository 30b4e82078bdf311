package io.ssouser.projections.identitylist;

import io.ssouser.domain.identity.ProviderName;
import io.ssouser.domain.user.UserEvent;
import io.ssouser.domain.user.UserEvent.IdentityLinked;
import io.ssouser.domain.user.UserEvent.IdentityUnlinked;
import io.ssouser.domain.user.UserEvent.PasswordRemoved;
import io.ssouser.domain.user.UserEvent.PasswordSet;
import io.ssouser.domain.user.UserEvent.Registered;
import io.ssouser.domain.user.UserEvent.RegisteredWithIdentity;
import io.ssouser.domain.user.UserEvent.UserErased;
import io.ssouser.projections.Projection;
import io.ssouser.projections.store.DocumentStore;
import io.ssouser.projections.store.Documents;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackedEventMessage;

/** Keeps one {@link IdentityList} an account. */
public final class IdentityListProjection extends Projection {
    private final Documents<IdentityList> lists;

    public IdentityListProjection(DocumentStore store) {
        this(IdentityList.in(store));
    }

    private IdentityListProjection(Documents<IdentityList> lists) {
        super(IdentityList.NAME, lists);
        this.lists = lists;
    }

    @EventHandler
    void on(Registered event, TrackedEventMessage<?> message) {
        save(event, message, kept(event).with(ProviderName.PASSWORD));
    }

    @EventHandler
    void on(RegisteredWithIdentity event, TrackedEventMessage<?> message) {
        save(event, message, kept(event).with(event.provider()));
    }

    @EventHandler
    void on(IdentityLinked event, TrackedEventMessage<?> message) {
        save(event, message, kept(event).with(event.provider()));
    }

    @EventHandler
    void on(IdentityUnlinked event, TrackedEventMessage<?> message) {
        save(event, message, kept(event).without(event.provider()));
    }

    @EventHandler
    void on(PasswordSet event, TrackedEventMessage<?> message) {
        save(event, message, kept(event).with(ProviderName.PASSWORD));
    }

    @EventHandler
    void on(PasswordRemoved event, TrackedEventMessage<?> message) {
        save(event, message, kept(event).without(ProviderName.PASSWORD));
    }

    @Override
    protected void erase(UserErased event, TrackedEventMessage<?> message) {
        lists.delete(event.userId().value(), positionOf(message));
    }

    private IdentityList kept(UserEvent event) {
        return lists.find(event.userId().value()).orElse(IdentityList.EMPTY);
    }

    private void save(UserEvent event, TrackedEventMessage<?> message, IdentityList list) {
        lists.save(event.userId().value(), positionOf(message), list);
    }
}

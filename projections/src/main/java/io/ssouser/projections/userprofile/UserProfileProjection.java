package io.ssouser.projections.userprofile;

import io.ssouser.domain.email.EmailAddress;
import io.ssouser.domain.user.UserEvent;
import io.ssouser.domain.user.UserEvent.EmailChangeCancelled;
import io.ssouser.domain.user.UserEvent.EmailChangeRequested;
import io.ssouser.domain.user.UserEvent.EmailChangeUndone;
import io.ssouser.domain.user.UserEvent.EmailChanged;
import io.ssouser.domain.user.UserEvent.EmailConfirmed;
import io.ssouser.domain.user.UserEvent.Registered;
import io.ssouser.domain.user.UserEvent.RegisteredWithIdentity;
import io.ssouser.domain.user.UserEvent.UserErased;
import io.ssouser.domain.user.UserId;
import io.ssouser.projections.CannotApply;
import io.ssouser.projections.Projection;
import io.ssouser.projections.store.DocumentStore;
import io.ssouser.projections.store.Documents;
import java.util.function.UnaryOperator;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;

/** Keeps one {@link UserProfile} an account. */
public final class UserProfileProjection extends Projection {
    private final Documents<UserProfile> profiles;

    public UserProfileProjection(DocumentStore store) {
        this(UserProfile.in(store));
    }

    private UserProfileProjection(Documents<UserProfile> profiles) {
        super(UserProfile.NAME, profiles);
        this.profiles = profiles;
    }

    @EventHandler
    void on(Registered event, TrackedEventMessage<?> message) {
        born(event.userId(), event.email(), message);
    }

    @EventHandler
    void on(RegisteredWithIdentity event, TrackedEventMessage<?> message) {
        born(event.userId(), event.email(), message);
    }

    private void born(UserId user, @Nullable EmailAddress email, TrackedEventMessage<?> message) {
        UserProfile profile = new UserProfile(user, email, null, null, null, message.getTimestamp());
        profiles.save(user.value(), positionOf(message), profile);
    }

    @EventHandler
    void on(EmailConfirmed event, TrackedEventMessage<?> message) {
        change(event, message, profile -> profile.verifiedAt(message.getTimestamp()));
    }

    @EventHandler
    void on(EmailChangeRequested event, TrackedEventMessage<?> message) {
        change(event, message, profile -> profile.awaiting(event.email(), event.until()));
    }

    @EventHandler
    void on(EmailChangeCancelled event, TrackedEventMessage<?> message) {
        change(event, message, profile -> profile.awaiting(null, null));
    }

    @EventHandler
    void on(EmailChanged event, TrackedEventMessage<?> message) {
        change(event, message, profile -> profile.at(event.email(), message.getTimestamp()));
    }

    /** Whoever undid it has followed a link in a mail to the address. */
    @EventHandler
    void on(EmailChangeUndone event, TrackedEventMessage<?> message) {
        change(event, message, profile -> profile.at(event.email(), message.getTimestamp()));
    }

    private void change(UserEvent event, TrackedEventMessage<?> message, UnaryOperator<UserProfile> how) {
        String id = event.userId().value();
        UserProfile profile = profiles.find(id).orElseThrow(() -> new CannotApply("no profile that could change"));
        profiles.save(id, positionOf(message), how.apply(profile));
    }

    @Override
    protected void erase(UserErased event, TrackedEventMessage<?> message) {
        profiles.delete(event.userId().value(), positionOf(message));
    }
}

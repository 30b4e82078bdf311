package io.ssouser.projections.userprofile;

import io.ssouser.domain.email.EmailAddress;
import io.ssouser.domain.user.UserEvent.EmailConfirmed;
import io.ssouser.domain.user.UserEvent.Registered;
import io.ssouser.domain.user.UserEvent.RegisteredWithIdentity;
import io.ssouser.domain.user.UserId;
import io.ssouser.projections.CannotApply;
import io.ssouser.projections.Projection;
import io.ssouser.projections.store.DocumentStore;
import io.ssouser.projections.store.Documents;
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
        UserProfile profile = new UserProfile(user, email, null, message.getTimestamp());
        profiles.save(user.value(), positionOf(message), profile);
    }

    @EventHandler
    void on(EmailConfirmed event, TrackedEventMessage<?> message) {
        String id = event.userId().value();
        UserProfile profile =
                profiles.find(id).orElseThrow(() -> new CannotApply("no profile whose address is confirmed"));
        profiles.save(id, positionOf(message), profile.verifiedAt(message.getTimestamp()));
    }
}

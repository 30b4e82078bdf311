package io.ssouser.projections.userprofile;

import io.ssouser.domain.user.UserEvent.EmailChangeCancelled;
import io.ssouser.domain.user.UserEvent.EmailChangeRequested;
import io.ssouser.domain.user.UserEvent.EmailChangeUndone;
import io.ssouser.domain.user.UserEvent.EmailChanged;
import io.ssouser.domain.user.UserEvent.EmailConfirmed;
import io.ssouser.domain.user.UserEvent.Registered;
import io.ssouser.domain.user.UserEvent.RegisteredWithIdentity;
import io.ssouser.domain.user.UserEvent.UserErased;
import io.ssouser.projections.fold.Fold;

/** One {@link UserProfile} a user. */
public final class UserProfileFold extends Fold<UserProfile> {
    public UserProfileFold() {
        super(UserProfile.NAME, 1, UserProfile.class);
        on(Registered.class, (none, event, at) -> UserProfile.of(event.userId(), event.email(), at.time()));
        on(RegisteredWithIdentity.class, (none, event, at) -> UserProfile.of(event.userId(), event.email(), at.time()));
        change(EmailConfirmed.class, (profile, event, at) -> profile.verifiedAt(at.time()));
        change(EmailChangeRequested.class, (profile, event, at) -> profile.awaiting(event.email(), event.until()));
        change(EmailChangeCancelled.class, (profile, event, at) -> profile.awaiting(null, null));
        change(EmailChanged.class, (profile, event, at) -> profile.at(event.email(), at.time()));
        // Whoever undid it has followed a link in a mail to the address.
        change(EmailChangeUndone.class, (profile, event, at) -> profile.at(event.email(), at.time()));
        end(UserErased.class);
    }
}

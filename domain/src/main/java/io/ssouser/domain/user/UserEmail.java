package io.ssouser.domain.user;

import io.ssouser.domain.email.EmailAddress;
import io.ssouser.domain.user.UserEvent.EmailChangeUndone;
import io.ssouser.domain.user.UserEvent.EmailChanged;
import io.ssouser.domain.user.UserEvent.EmailConfirmed;
import io.ssouser.domain.user.UserEvent.Registered;
import io.ssouser.domain.user.UserEvent.RegisteredWithIdentity;
import io.ssouser.domain.user.UserEvent.UserErased;
import org.jspecify.annotations.Nullable;

/**
 * The address of a user, as the events of the user make it. The aggregate keeps it by this rule, and whoever reads the events beside it goes
 * by the same.
 *
 * @param address null before the registration and after the erasure
 * @param confirmed whether the user has proved to read the mail of an address
 */
public record UserEmail(@Nullable EmailAddress address, boolean confirmed) {
    /** Before the first event. */
    public static final UserEmail NONE = new UserEmail(null, false);

    /** The next one after the event, which is the user's; the same after an event that says nothing of it. */
    public UserEmail after(UserEvent event) {
        if (event instanceof Registered registered) {
            return at(registered.email());
        }
        if (event instanceof RegisteredWithIdentity registered) {
            return at(registered.email());
        }
        if (event instanceof EmailConfirmed) {
            return new UserEmail(address, true);
        }
        if (event instanceof EmailChanged changed) {
            return at(changed.email());
        }
        if (event instanceof EmailChangeUndone undone) {
            return at(undone.email());
        }
        return event instanceof UserErased ? at(null) : this;
    }

    private UserEmail at(@Nullable EmailAddress other) {
        return new UserEmail(other, confirmed);
    }
}

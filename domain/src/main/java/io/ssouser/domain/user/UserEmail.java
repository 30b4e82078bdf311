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
 * The address of a user, folded from the user's events. The aggregate and every other reader of those events use this one fold.
 *
 * @param address null before the registration and after the erasure
 * @param confirmed whether the user has proved to read the mail of an address
 */
public record UserEmail(@Nullable EmailAddress address, boolean confirmed) {
    /** Before the first event. */
    public static final UserEmail NONE = new UserEmail(null, false);

    /** The address after that event of the user. */
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

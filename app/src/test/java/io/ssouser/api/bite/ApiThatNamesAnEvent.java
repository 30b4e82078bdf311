package io.ssouser.api.bite;

import io.ssouser.domain.user.UserEvent;

/** Breaks the rule that the api names no event. */
public interface ApiThatNamesAnEvent {
    UserEvent.PasswordChanged last();
}

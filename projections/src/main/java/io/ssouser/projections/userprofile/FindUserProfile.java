package io.ssouser.projections.userprofile;

import io.ssouser.domain.UserId;
import io.ssouser.projections.UserQuery;
import java.util.Optional;
import org.axonframework.messaging.responsetypes.ResponseType;
import org.axonframework.messaging.responsetypes.ResponseTypes;

/** Asks for a user's {@link UserProfile}; empty when there is no such user. */
public record FindUserProfile(UserId userId) implements UserQuery<Optional<UserProfile>> {
    @Override
    public String readModel() {
        return UserProfile.NAME;
    }

    @Override
    public ResponseType<Optional<UserProfile>> answer() {
        return ResponseTypes.optionalInstanceOf(UserProfile.class);
    }
}

package io.ssouser.projections.identitylist;

import io.ssouser.domain.UserId;
import io.ssouser.projections.UserQuery;
import org.axonframework.messaging.responsetypes.ResponseType;
import org.axonframework.messaging.responsetypes.ResponseTypes;

/** Asks for a user's {@link IdentityList}; empty when there is no such user. */
public record FindIdentities(UserId userId) implements UserQuery<IdentityList> {
    @Override
    public String readModel() {
        return IdentityList.NAME;
    }

    @Override
    public ResponseType<IdentityList> answer() {
        return ResponseTypes.instanceOf(IdentityList.class);
    }
}

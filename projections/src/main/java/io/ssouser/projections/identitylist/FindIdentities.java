package io.ssouser.projections.identitylist;

import io.ssouser.domain.UserId;
import io.ssouser.projections.AccountQuery;
import org.axonframework.messaging.responsetypes.ResponseType;
import org.axonframework.messaging.responsetypes.ResponseTypes;

/** Asks for an account's {@link IdentityList}; empty when there is no such account. */
public record FindIdentities(UserId userId) implements AccountQuery<IdentityList> {
    @Override
    public String readModel() {
        return IdentityList.NAME;
    }

    @Override
    public ResponseType<IdentityList> answer() {
        return ResponseTypes.instanceOf(IdentityList.class);
    }
}

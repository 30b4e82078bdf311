package io.ssouser.projections.mfastatus;

import io.ssouser.domain.UserId;
import io.ssouser.projections.UserQuery;
import org.axonframework.messaging.responsetypes.ResponseType;
import org.axonframework.messaging.responsetypes.ResponseTypes;

/** Asks for a user's {@link MfaStatus}; off when there is no such user. */
public record FindMfaStatus(UserId userId) implements UserQuery<MfaStatus> {
    @Override
    public String readModel() {
        return MfaStatus.NAME;
    }

    @Override
    public ResponseType<MfaStatus> answer() {
        return ResponseTypes.instanceOf(MfaStatus.class);
    }
}

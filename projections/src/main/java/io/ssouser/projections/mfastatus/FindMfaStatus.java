package io.ssouser.projections.mfastatus;

import io.ssouser.domain.UserId;
import io.ssouser.projections.AccountQuery;
import org.axonframework.messaging.responsetypes.ResponseType;
import org.axonframework.messaging.responsetypes.ResponseTypes;

/** Asks for an account's {@link MfaStatus}; off when there is no such account. */
public record FindMfaStatus(UserId userId) implements AccountQuery<MfaStatus> {
    @Override
    public String readModel() {
        return MfaStatus.NAME;
    }

    @Override
    public ResponseType<MfaStatus> answer() {
        return ResponseTypes.instanceOf(MfaStatus.class);
    }
}
